import type { EventName, Events } from './events.ts'
import type { PlainError } from './errors.ts'
import type { Answer, RequestArgs, RequestName } from './requests.ts'

/** An answer on the wire. Errors travel as data: Electron would flatten a thrown error to its message. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PlainError }

/** What the preload puts on `window.sightline`. */
export interface Bridge {
  request<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Reply<Answer<N>>>
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
  /** Where a dropped file lies on disk; an empty string when it has no path (a picture from a web page). */
  pathForFile(file: File): string
}

/** Stands in for the browser's File where the DOM is not known; structurally wide on purpose. */
interface File {
  readonly name: string
  readonly size: number
}

export const bridgeKey = 'sightline'
/** The IPC channels under the bridge. */
export const channels = { request: 'sightline:request', event: 'sightline:event' } as const
