import { useEffect, useState } from 'react'

/** Milliseconds until that time, as they run out; null where there is none. */
export function useTimeUntil(atMs: number | null): number | null {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (atMs === null) return
    const tick = () => setNowMs(Date.now())
    const first = setTimeout(tick, 0)
    const timer = setInterval(tick, 500)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [atMs])
  return atMs === null ? null : Math.max(0, atMs - nowMs)
}
