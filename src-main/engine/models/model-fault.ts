const longestReason = 1_000

/** Why a model cannot be used: a field of its model.json, and what is wrong with what that field says. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly field: string
  /** Begins in lower case and has no full stop. */
  readonly reason: string

  constructor(field: string, reason: string, options?: ErrorOptions) {
    // A file may have names of megabytes, and thousands of them.
    const told = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason
    super(`${field}: ${told}`, options)
    this.field = field
    this.reason = told
  }
}

/** The fault behind an error, if it is one of a model. */
export function faultIn(error: unknown): ModelFault | undefined {
  if (error instanceof ModelFault) return error
  return error instanceof Error && error.cause !== undefined ? faultIn(error.cause) : undefined
}
