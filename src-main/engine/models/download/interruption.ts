/** An attempt that ended before its time; another one may do better. */
export class Interruption extends Error {
  override readonly name = 'Interruption'
  /** The wait that the server asks for. */
  readonly retryAfterMs: number | null
  /** What has arrived cannot be continued: the next attempt begins anew. */
  readonly startOver: boolean
  /** There was an answer: the server is there, and so is the network. */
  readonly answered: boolean

  constructor(
    reason: string,
    {
      retryAfterMs = null,
      startOver = false,
      answered = true,
      cause,
    }: {
      readonly retryAfterMs?: number | null
      readonly startOver?: boolean
      readonly answered?: boolean
      readonly cause?: unknown
    } = {},
  ) {
    super(reason, { cause })
    this.retryAfterMs = retryAfterMs
    this.startOver = startOver
    this.answered = answered
  }
}

/** The innermost code of a network error: `ECONNREFUSED` behind "fetch failed", say. */
export function errorCode(error: unknown): string {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[] }
  const inner = cause ?? errors?.[0]
  const deeper = inner === undefined ? '' : errorCode(inner)
  if (deeper !== '') return deeper
  return typeof code === 'string' ? code : ''
}
