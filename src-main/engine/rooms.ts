import type { ModelInfo, Notice } from '../../src-preload/contract/index.ts'
import type { Announcer } from './announcer.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { UserDataKeeper } from './catalog/user-data/keeper.ts'
import type { Providers } from './embed/providers/providers.ts'
import type { QueryEncoder } from './embed/queries/query-encoder.ts'
import type { ThumbnailStore } from './images/thumbnail-store.ts'
import type { Indexer } from './indexing/indexer.ts'
import type { Pace } from './indexing/pace.ts'
import type { Library } from './library/library.ts'
import type { Models } from './models/models.ts'
import type { ModelStore } from './models/store.ts'
import type { Log } from './ports.ts'
import type { Facts } from './search/facts/facts.ts'
import type { FindableSet } from './search/findable.ts'
import type { Places } from './search/places/places.ts'
import type { QueryPictures } from './search/looks/query-pictures.ts'
import type { Search } from './search/search.ts'
import type { Brains } from './switching/brains.ts'
import type { SwitchingRooms } from './wire-switching.ts'
import type { VectorIndex } from './vectors/vector-index.ts'

/** What only the indexing engine has. */
export interface Writing {
  readonly library: Library
  readonly indexer: Indexer
  readonly pace: Pace
  readonly switching: SwitchingRooms
}

/** The wired engine, as its request handlers see it. */
export interface Rooms {
  readonly dataDir: string
  readonly catalog: Catalog
  readonly thumbnails: ThumbnailStore
  /** Of the model that answers; another one's after a switch. */
  readonly vectors: VectorIndex
  readonly findable: FindableSet
  /** The same, and what filters ask. */
  readonly facts: Facts
  readonly places: Places
  readonly queryPictures: QueryPictures
  readonly search: Search
  readonly announcer: Announcer
  /** The one that answers. */
  readonly model: { readonly info: ModelInfo }
  /** The same, and the one that photos are on their way to. */
  readonly brains: Brains
  readonly modelStore: ModelStore
  readonly models: Models
  readonly providers: Providers
  readonly log: Log
  /** Null in a reader. */
  readonly library: Library | null
  /** Null in a reader. */
  readonly userData: UserDataKeeper | null
  encoder(): QueryEncoder
  /** The latest notices, oldest first. */
  readonly notices: readonly Notice[]
  /** Photos embedded since the start. */
  indexedSoFar(): number
  /** Throws `data-folder-busy` in a reader. */
  writable(): Writing
  /** Scans in the background, then indexes what was found. */
  scanSoon(rootIds?: readonly number[]): void
  /** Deletes thumbnails of photos that are no longer known, in the background. */
  tidySoon(): void
}
