/** `npm run` sends a Ctrl+C on to us that the terminal has already sent: two within this time are one. */
const sameInterruptMs = 1_000

/** Aborted by the first Ctrl+C (or SIGTERM), so that work can end in order. A second one ends at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  let firstAtMs = 0
  const interrupt = () => {
    if (!controller.signal.aborted) firstAtMs = performance.now()
    else if (performance.now() - firstAtMs > sameInterruptMs) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  process.on('SIGHUP', interrupt)
  return controller.signal
}

export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
