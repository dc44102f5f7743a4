import {
  CodedError,
  isRequestName,
  parseArgs,
  requests,
  toPlainError,
  type Handlers,
  type Reply,
  type RequestName,
  type RequestsBy,
} from '../../src-preload/contract/index.ts'
import type { Log } from './ports.ts'

export type EngineHandlers = Handlers<RequestsBy<'engine'>>
type AnyHandler = (args: unknown) => unknown

/** The engine's door: name and arguments are parsed here, errors become plain answers, nothing throws. */
export function createRouter(handlers: EngineHandlers, log: Log, onError?: (error: unknown) => void) {
  return async (name: string, args: unknown): Promise<Reply<unknown>> => {
    try {
      if (!isEngineRequest(name))
        throw new CodedError('unknown-request', `There is no request named ${name}.`)
      const handler = handlers[name] as AnyHandler
      return { ok: true, value: await handler(parseArgs(name, args)) }
    } catch (error) {
      onError?.(error)
      const plain = toPlainError(error)
      // An expected failure is an answer; a surprise leaves its stack in the log.
      if (plain.code === 'internal') {
        log('error', `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
      return { ok: false, error: plain }
    }
  }
}

function isEngineRequest(name: string): name is RequestsBy<'engine'> & RequestName {
  return isRequestName(name) && requests[name].by === 'engine'
}
