import { runInThisContext } from 'node:vm'
import * as electron from './electron.ts'

/** What the driver asks of the double's main process, and what it is answered. */
export interface EvaluateRequest {
  readonly id: number
  /** The text of a function `(electron, arg) => answer`. */
  readonly source: string
  readonly arg: unknown
}
export type EvaluateAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }

/** Does for the driver what Playwright's ElectronApplication.evaluate does on a real Electron. */
export function obeyDriver(): void {
  const send = process.send?.bind(process)
  if (!send) return
  const answer = (message: EvaluateAnswer): void => void send(message)
  process.on('message', (request: EvaluateRequest) => void evaluate(request).then(answer))
  // The test is gone; nothing may outlive it.
  process.on('disconnect', () => electron.app.exit(0))
  // Electron's main process has no such channel.
  Object.defineProperty(process, 'send', { value: undefined })
}

async function evaluate({ id, source, arg }: EvaluateRequest): Promise<EvaluateAnswer> {
  try {
    // The text comes from the test that started this process.
    const fn = runInThisContext(`(${source})`) as (module: typeof electron, arg: unknown) => unknown
    return { id, ok: true, value: await fn(electron, arg) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
