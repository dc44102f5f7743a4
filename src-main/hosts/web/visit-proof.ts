import { createHmac } from 'node:crypto'
import { z } from 'zod'

// How a second start talks to the Sightline that runs already. Both know the secret of the running file, which only their
// user can read; neither ever sends it. The running one proves itself first, because its port may be another program's by
// now, and the port is part of each proof, so that no other program can pass the question on.

export const visitPath = '/api/visit'

export type Side = 'server' | 'visitor'

/** What one side shows for the other's number; `about` is what it says with it. */
export function proofOf(secret: string, side: Side, port: number, nonces: string, about = ''): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([side, port, nonces, about]))
    .digest('base64url')
}

const secretText = z.string().min(16).max(100)

export const hello = z.object({ nonce: secretText })
export const helloAnswer = z.object({ nonce: secretText, proof: secretText })
/** `wish` is the JSON of a `Wish`, as it was proved. */
export const visit = z.object({ nonces: z.string().max(201), wish: z.string(), proof: secretText })
export const wish = z.object({
  /** Absolute. */
  folders: z.array(z.string().max(4_096)).max(1_000),
  /** The browser is to be opened, so a file with a link for it is needed. */
  open: z.boolean(),
})
export const visitAnswer = z.object({
  /** Good once, for a minute. */
  url: z.string(),
  /** A page that only this user can read and that leads to Sightline; null when none was wanted or could be made. */
  file: z.string().nullable(),
  /** Why folders were not added. */
  refused: z.array(z.string()),
})
export type Wish = z.infer<typeof wish>
export type VisitAnswer = z.infer<typeof visitAnswer>
