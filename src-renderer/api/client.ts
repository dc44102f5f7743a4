import type { EventName, Events } from '../../src-preload/contract/events.ts'
import type { Answer, RequestArgs, RequestName } from '../../src-preload/contract/requests.ts'

export type PictureSize = 'thumbnail' | 'full'

/**
 * How the window hears the program behind it. `refused`: the web host is there but no longer knows this window,
 * because it was started anew with another token.
 */
export type Connection = 'open' | 'lost' | 'refused'

/** The one way from the window to the engine and its host, whichever host that is. */
export interface Client {
  /** Throws CodedError, whose message is a sentence for the person. */
  request<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>>
  /** Answers with the way to stop listening. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
  onConnection(listener: (connection: Connection) => void): () => void
  pictureUrl(photoId: number, size: PictureSize): string
  /** Where a dropped file lies on disk; empty when that is not known. */
  pathForFile(file: File): string
}
