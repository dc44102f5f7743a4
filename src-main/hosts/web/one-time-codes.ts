import { keyOf, newSecret } from './secrets.ts'

export interface OneTimeCode {
  readonly code: string
  /** Settles when the code is good no more: used, too old, or the server ends. */
  readonly over: Promise<void>
}

export interface OneTimeCodes {
  issue(): OneTimeCode
  /** True once for each code that was issued within the last minute. */
  redeem(code: string): boolean
  endAll(): void
}

export const codeLifeMs = 60_000
const most = 32

/** Codes for links that others may come to see: good once, for a minute. */
export function createOneTimeCodes(lifeMs = codeLifeMs): OneTimeCodes {
  const open = new Map<string, () => void>()
  return {
    issue() {
      const code = newSecret()
      const key = keyOf(code)
      const [oldest] = open.values()
      if (open.size >= most) oldest?.()
      const over = new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(limit)
          open.delete(key)
          resolve()
        }
        const limit = setTimeout(end, lifeMs)
        limit.unref()
        open.set(key, end)
      })
      return { code, over }
    },
    redeem(code) {
      const end = open.get(keyOf(code))
      end?.()
      return end !== undefined
    },
    endAll: () => [...open.values()].forEach((end) => end()),
  }
}
