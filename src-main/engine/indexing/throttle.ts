/** Calls `act` at once, then at most every `everyMs()`, the last time included. `stop` forgets a call that waits. */
export function throttle(
  act: () => void,
  everyMs: () => number,
): { call(): void; flush(): void; stop(): void } {
  let lastAtMs = -Infinity
  let timer: NodeJS.Timeout | undefined
  const run = () => {
    clearTimeout(timer)
    timer = undefined
    lastAtMs = performance.now()
    act()
  }
  return {
    call: () => {
      if (timer) return
      const waitMs = lastAtMs + everyMs() - performance.now()
      if (waitMs <= 0) run()
      else timer = setTimeout(run, waitMs)
    },
    flush: run,
    stop: () => clearTimeout(timer),
  }
}
