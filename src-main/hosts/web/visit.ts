import type { z } from 'zod'
import type { Running } from './running-file.ts'
import { isSame, newSecret } from './secrets.ts'
import { helloAnswer, proofOf, visitAnswer, visitPath, type VisitAnswer, type Wish } from './visit-proof.ts'

const helloLimitMs = 3_000
/** A folder may lie on a disk that has to wake up. */
const visitLimitMs = 60_000

/**
 * Asks the Sightline that runs on a data folder for a link, and adds folders to it. Undefined when nobody answers at its
 * port, or another program does: that one learns nothing but a random number.
 */
export async function visitRunning(
  { port, secret }: Running,
  wished: Wish,
): Promise<VisitAnswer | undefined> {
  const address = `http://127.0.0.1:${port}`
  const nonce = newSecret()
  const greeting = await ask(`${address}${visitPath}/hello`, { nonce }, helloLimitMs, helloAnswer)
  if (!greeting) return undefined
  const nonces = `${nonce} ${greeting.nonce}`
  if (!isSame(greeting.proof, proofOf(secret, 'server', port, nonces))) return undefined
  const wish = JSON.stringify(wished)
  const proof = proofOf(secret, 'visitor', port, nonces, wish)
  const answer = await ask(`${address}${visitPath}`, { nonces, wish, proof }, visitLimitMs, visitAnswer)
  return answer?.url.startsWith(`${address}/`) === true ? answer : undefined
}

async function ask<T extends z.ZodType>(
  url: string,
  body: object,
  limitMs: number,
  shape: T,
): Promise<z.infer<T> | undefined> {
  try {
    const signal = AbortSignal.timeout(limitMs)
    const init = { method: 'POST', body: JSON.stringify(body), redirect: 'error', signal } as const
    const answer = await fetch(url, init)
    return answer.ok ? shape.safeParse(await answer.json()).data : undefined
  } catch {
    return undefined
  }
}
