import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import {
  channels,
  CodedError,
  isRequestName,
  parseArgs,
  requests,
  toPlainError,
} from '../../../src-preload/contract/index.ts'
import type { Handlers, Reply, RequestName, RequestsBy } from '../../../src-preload/contract/index.ts'
import { isOwnUrl } from './schemes.ts'

export type HostHandlers = Handlers<RequestsBy<'host'>>

export interface IpcOptions {
  /** The page that may ask; undefined while no window is open. */
  page(): WebContents | undefined
  readonly host: HostHandlers
  /** Asks the engine. Never throws. */
  engine(name: RequestName, args: unknown): Promise<Reply<unknown>>
}

/** The one channel between the window and the app. Errors are answered as data: Electron flattens what is thrown. */
export function answerRequests(options: IpcOptions): void {
  ipcMain.handle(channels.request, async (event, name: unknown, args: unknown): Promise<Reply<unknown>> => {
    try {
      if (!fromOwnWindow(event, options.page())) {
        throw new CodedError('forbidden', 'Only the window of Sightline itself may ask this.')
      }
      if (!isRequestName(name)) {
        throw new CodedError('unknown-request', `There is no request named ${JSON.stringify(name)}.`)
      }
      // Parsed here for both: this is the door. The engine's router parses again, as it does for every host.
      const parsed = parseArgs(name, args)
      if (isHostRequest(name)) return { ok: true, value: await answerAsHost(options.host, name, parsed) }
      return await options.engine(name, parsed)
    } catch (error) {
      return { ok: false, error: toPlainError(error) }
    }
  })
}

/** The sender must be the main frame of our window, and show our own page at this moment. */
function fromOwnWindow(event: IpcMainInvokeEvent, page: WebContents | undefined): boolean {
  const { sender, senderFrame } = event
  return sender === page && senderFrame !== null && senderFrame.parent === null && isOwnUrl(senderFrame.url)
}

function isHostRequest(name: RequestName): name is RequestsBy<'host'> {
  return requests[name].by === 'host'
}

function answerAsHost<N extends RequestsBy<'host'>>(host: HostHandlers, name: N, parsed: unknown): unknown {
  // A union of handlers cannot be called with a union of arguments; the pair belongs together by its name.
  const handler = host[name] as (args: unknown) => unknown
  return handler(parsed)
}
