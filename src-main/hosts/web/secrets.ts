import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits that nobody can guess, for addresses and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Hashed first: timingSafeEqual needs equal lengths, and the length is then no secret either. */
export function isSame(offered: string, secret: string): boolean {
  return timingSafeEqual(digest(offered), digest(secret))
}

/** What a secret is kept by: how long a look-up takes says nothing of what was hashed. */
export function keyOf(secret: string): string {
  return digest(secret).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
