import type { z } from 'zod'

/** What a document got wrong first, as `field: reason`. */
export function zodReason(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue) return error.message
  const field = issue.path.map(String).join('.')
  return field === '' ? issue.message : `${field}: ${issue.message}`
}
