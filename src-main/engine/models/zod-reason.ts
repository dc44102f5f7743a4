import type { z } from 'zod'
import { ModelFault } from './model-fault.ts'

/** What a document got wrong first, as `field: reason`. */
export function zodReason(error: z.ZodError): string {
  const { field, reason } = zodFault(error, '')
  return field === '' ? reason : `${field}: ${reason}`
}

/** The same for a manifest; `whole` names it where it is no object at all. */
export function zodFault(error: z.ZodError, whole: string): ModelFault {
  const [issue] = error.issues
  if (!issue) return new ModelFault(whole, error.message)
  return new ModelFault(issue.path.length > 0 ? issue.path.map(String).join('.') : whole, issue.message)
}
