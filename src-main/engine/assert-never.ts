/** Ends a switch over a union: a new variant that is not handled fails to compile, and throws if it slips through. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected variant: ${JSON.stringify(value)}`)
}
