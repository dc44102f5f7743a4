/** How patient a download is. Tests are less so. */
export interface Timing {
  readonly connectTimeoutMs: number
  /** Until the first line of an answer. */
  readonly answerTimeoutMs: number
  /** Without a byte. */
  readonly stallTimeoutMs: number
  /** Before the second attempt; doubled with each further one. */
  readonly firstWaitMs: number
  /** No wait is longer, whatever a server asks for. */
  readonly longestWaitMs: number
  /** Attempts in a row that bring nothing new; ten of them last some three minutes. */
  readonly attempts: number
  /** The same while the server has never answered: no network, or a hub that is closed off here. */
  readonly attemptsUnanswered: number
  /** Between two looks at whether another process is done. */
  readonly lockPollMs: number
  /** Between two reports of progress. */
  readonly reportEveryMs: number
}

export const patient: Timing = {
  connectTimeoutMs: 15_000,
  answerTimeoutMs: 30_000,
  stallTimeoutMs: 30_000,
  firstWaitMs: 1_000,
  longestWaitMs: 60_000,
  attempts: 10,
  attemptsUnanswered: 3,
  lockPollMs: 500,
  reportEveryMs: 250,
}

/**
 * The wait after so many failures in a row: doubled each time, and between half and all of that by chance, so that
 * everyone who was cut off at once does not come back at once. A server's own wish counts for more, within bounds.
 */
export function waitAfter(
  failures: number,
  { firstWaitMs, longestWaitMs }: Timing,
  askedForMs: number | null,
  random: () => number = Math.random,
): number {
  const grown = firstWaitMs * 2 ** (failures - 1) * (0.5 + random() / 2)
  return Math.min(longestWaitMs, Math.max(grown, askedForMs ?? 0))
}

/** Retry-After: seconds, or a date. */
export function retryAfterMs(header: string | undefined, nowMs = Date.now()): number | null {
  if (header === undefined) return null
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000
  const atMs = Date.parse(header)
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs)
}
