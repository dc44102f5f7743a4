/** Every way a request can fail that a person or a script may want to tell apart. */
export const errorCodes = [
  'bad-arguments', // the request's arguments did not parse
  'unknown-request',
  'forbidden', // the host does not allow this here (a folder outside the home folder in the browser, say)
  'query-not-understood', // a search whose text does not parse: where, and what was expected
  'not-found', // no such photo, root or picture
  'root-missing', // the folder does not exist
  'root-not-a-folder',
  'root-unreadable',
  'file-gone', // the photo's file is not where it was
  'picture-unreadable', // a query picture that could not be decoded
  'model-missing',
  'model-broken',
  'model-refused', // a model that cannot be used, before it is: the field and the reason
  'model-in-use', // it answers now, or came with Sightline
  'download-failed',
  'catalog-newer', // written by a newer Sightline: refused, untouched
  'data-folder-busy', // another Sightline works on this data folder
  'data-folder-unusable',
  'disk-full',
  'engine-down', // the engine is starting again; ask once more in a moment
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as it crosses a process border: a code for programs, one sentence for people. */
export interface PlainError {
  readonly code: ErrorCode
  readonly message: string
}

/** An expected failure. `message` is one sentence that says what happened and what to do. */
export class CodedError extends Error {
  override readonly name = 'CodedError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Turns anything thrown into what may cross a border. Surprises keep their message but not their stack. */
export function toPlainError(error: unknown): PlainError {
  if (error instanceof CodedError) return { code: error.code, message: error.message }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}

export function fromPlainError(error: PlainError): CodedError {
  return new CodedError(error.code, error.message)
}
