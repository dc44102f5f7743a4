import { keyOf, newSecret } from './secrets.ts'

export interface Sessions {
  /** A new session's secret, for its cookie. */
  begin(): string
  has(secret: string): boolean
}

/** More than a person has browsers. */
const most = 32

/** Browsers that have come in by a link, each with a secret of its own. In memory alone: they end with the server. */
export function createSessions(): Sessions {
  const keys = new Set<string>()
  return {
    begin() {
      const secret = newSecret()
      const [longestUnused] = keys
      if (keys.size >= most && longestUnused !== undefined) keys.delete(longestUnused)
      keys.add(keyOf(secret))
      return secret
    },
    has(secret) {
      const key = keyOf(secret)
      if (!keys.delete(key)) return false
      // The last of the set is the one that was used last.
      keys.add(key)
      return true
    },
  }
}
