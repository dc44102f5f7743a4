import { z } from 'zod'
import { strictnesses, type EngineInfo, type HostInfo, type Settings } from './app.ts'
import { CodedError } from './errors.ts'
import type { Progress } from './indexing.ts'
import type { AddRootOutcome, FolderListing, ProblemGroup, ProblemPage, Root } from './library.ts'
import { modelId } from './model-id.ts'
import { providerNames, type ModelEntry, type ModelOverview, type ProviderReport } from './models.ts'
import type { PhotoAction, PhotoColumns, PhotoDetails, PhotoPlace } from './photos.ts'
import type { QueryPicture, SavedSearch, SearchFacets, SearchHistory, SearchPage } from './search.ts'
import { ownRequests } from './own-requests.ts'
import { id, name, none, photoIds, request, type AnsweredBy } from './request-spec.ts'
import type { Recorded } from './steps.ts'

const path = z.string().min(1).max(32_768)
const reason = z.string().max(10_000)
const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(2_000).default(200) }
const bytes = z
  .instanceof(Uint8Array)
  .refine((b) => b.byteLength > 0, 'the picture is empty')
  .refine((b) => b.byteLength <= 200 * 2 ** 20, 'the picture is larger than 200 MB')

const view = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('root'), rootId: id }),
  z.strictObject({ kind: z.literal('favourites') }),
  z.strictObject({ kind: z.literal('collection'), collectionId: id }),
  z.strictObject({ kind: z.literal('tag'), tag: z.string().max(200) }),
  z.strictObject({ kind: z.literal('hidden') }),
  z.strictObject({ kind: z.literal('missing') }),
])

/** What a person keeps of a search: longer texts are answered, but not remembered. */
const searchText = z.string().min(1).max(10_000)
const pictureId = z.string().min(1).max(64)

/** Of a search: the setting, where it is left out. */
const strictness = z.enum(strictnesses).optional()
const mostPhotos = z.int().min(1).max(100_000).default(200)
const query = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('words'), text: z.string().max(100_000) }),
  z.strictObject({ kind: z.literal('photo'), photoId: id }),
  z.strictObject({ kind: z.literal('picture'), pictureId }),
])

/** Everything the window (or a script over HTTP) may ask, once. Parser, client and handler types follow from it. */
export const requests = {
  'engine.info': request<EngineInfo>('engine')(none),
  'roots.list': request<readonly Root[]>('engine')(none),
  'roots.add': request<AddRootOutcome>('engine')(z.strictObject({ path })),
  'roots.remove': request<{ photosRemoved: number }>('engine')(z.strictObject({ rootId: id })),
  'roots.rescan': request<null>('engine')(z.strictObject({ rootId: id.optional() })),
  /**
   * All photos of a root, or of a folder in it (`/` between the parts), wait to be read whole again; what is known of them
   * answers until then. `root-missing` while it is away.
   */
  'roots.read-again': request<{ queued: number }>('engine')(
    z.strictObject({ rootId: id, folder: z.string().max(32_768).default('') }),
  ),
  /** What to leave out of a root: gitignore-style lines, and a smallest size. Answers once the root is compared anew. */
  'roots.set-rules': request<Root>('engine')(
    z.strictObject({
      rootId: id,
      rules: z.string().max(65_536).optional(),
      minSidePx: z.int().min(0).max(10_000).optional(),
    }),
  ),
  /** The person's word on files that went all at once: gone for good, or kept as they are. */
  'roots.confirm-vanished': request<Root>('engine')(z.strictObject({ rootId: id, gone: z.boolean() })),
  'photos.list': request<PhotoColumns>('engine')(z.strictObject({ view })),
  'photos.details': request<PhotoDetails>('engine')(z.strictObject({ photoId: id })),
  /** The place that a photo's coordinates lie in. null: it has none, or lies far from every place. */
  'photos.place': request<PhotoPlace | null>('engine')(z.strictObject({ photoId: id })),
  ...ownRequests,
  /** These photos wait to be read whole again; what is known of them answers until then. */
  'photos.read-again': request<{ queued: number }>('engine')(z.strictObject({ photoIds })),
  /** Copies the catalog, open as it is, into the data folder's `backups`. */
  'library.backup': request<{ path: string; sizeBytes: number }>('engine')(none),
  'search.run': request<SearchPage>('engine')(
    z.strictObject({ query, offset: page.offset, limit: mostPhotos, strictness }),
  ),
  /** A question is near: the model is loaded if it has left the memory. */
  'search.prepare': request<null>('engine')(none),
  'search.picture-from-file': request<QueryPicture>('engine')(z.strictObject({ path })),
  'search.picture-from-bytes': request<QueryPicture>('engine')(
    z.strictObject({ name: z.string().max(1_024), bytes }),
  ),
  /** A picture that was handed in before, or stands in a remembered search. `not-found` when it is no longer at hand. */
  'search.picture': request<QueryPicture>('engine')(z.strictObject({ pictureId })),
  /** The same with enough pixels to choose a part of it: up to 1,024 at the longest side, as a data: URL. */
  'search.picture-large': request<{ readonly url: string }>('engine')(z.strictObject({ pictureId })),
  'search.facets': request<SearchFacets>('engine')(none),
  'searches.history': request<SearchHistory>('engine')(none),
  /** Puts a search at the head of the recent ones, unless the person does not want that. */
  'searches.remember': request<null>('engine')(z.strictObject({ text: searchText })),
  /** Without a text: all recent searches. */
  'searches.forget': request<null>('engine')(z.strictObject({ text: searchText.optional() })),
  'searches.saved': request<readonly SavedSearch[]>('engine')(none),
  'searches.save': request<SavedSearch & Recorded>('engine')(z.strictObject({ name, text: searchText })),
  'searches.rename': request<SavedSearch & Recorded>('engine')(z.strictObject({ searchId: id, name })),
  'searches.remove': request<Recorded>('engine')(z.strictObject({ searchId: id })),
  'indexing.progress': request<Progress>('engine')(none),
  'indexing.pause': request<null>('engine')(none),
  'indexing.resume': request<null>('engine')(none),
  /** Photos of this root are read before others; null: none before others. */
  'indexing.prefer': request<null>('engine')(z.strictObject({ rootId: id.nullable() })),
  /** Told by a host that knows: whether the machine runs on its battery. */
  'indexing.power': request<null>('engine')(z.strictObject({ onBattery: z.boolean() })),
  'problems.groups': request<readonly ProblemGroup[]>('engine')(none),
  'problems.list': request<ProblemPage>('engine')(z.strictObject({ ...page, reason: reason.optional() })),
  /** These photos, those with this reason, or all that failed. */
  'problems.retry': request<{ queued: number }>('engine')(
    z.strictObject({ photoIds: z.array(id).max(100_000).optional(), reason: reason.optional() }),
  ),
  'models.list': request<ModelOverview>('engine')(none),
  /** Begins a download; what comes of it is told by `models.changed`. */
  'models.get': request<null>('engine')(z.strictObject({ id: modelId })),
  /** Stops a download; what has arrived is kept for the next. */
  'models.cancel': request<null>('engine')(z.strictObject({ id: modelId })),
  /** Copies a model's folder into the data folder, after it has been tried. */
  'models.import': request<ModelEntry>('engine')(z.strictObject({ path })),
  /** The model is tried, then the photos are read for it; until then the present one answers. */
  'models.use': request<null>('engine')(z.strictObject({ id: modelId })),
  /** The next model answers from now on, with the photos that have been read for it. */
  'models.use-now': request<null>('engine')(none),
  /** Deletes the files of a model and what the catalog keeps for it. */
  'models.remove': request<{ freedBytes: number }>('engine')(z.strictObject({ id: modelId })),
  /** Deletes only what the catalog keeps for it. */
  'models.forget-embeddings': request<{ photos: number }>('engine')(z.strictObject({ id: modelId })),
  'providers.report': request<ProviderReport>('engine')(none),
  /** Measures every provider of this machine against the CPU. */
  'providers.prove': request<ProviderReport>('engine')(none),
  'settings.get': request<Settings>('engine')(none),
  'settings.set': request<Settings>('engine')(
    z.strictObject({
      speed: z.enum(['gentle', 'normal', 'full']).optional(),
      workers: z.int().min(1).max(32).nullable().optional(),
      pauseOnBattery: z.boolean().optional(),
      provider: z.enum(['auto', ...providerNames]).optional(),
      unloadAfterMinutes: z.int().min(1).max(1_440).optional(),
      rememberSearches: z.boolean().optional(),
      strictness,
    }),
  ),

  'host.info': request<HostInfo>('host')(none),
  'host.restart-engine': request<null>('host')(none),
  'host.open-data-folder': request<null>('host')(none),
  /** The platform's folder dialog. No paths: the person changed their mind. */
  'folders.choose': request<{ paths: readonly string[] }>('host')(
    z.strictObject({ purpose: z.enum(['photos', 'model']).default('photos') }),
  ),
  /** Folders for the window's own picker, within the home folder. No path: the home folder. */
  'folders.list': request<FolderListing>('host')(z.strictObject({ path: path.optional() })),
  /** The licence of a model, in the system's browser. */
  'models.open-licence': request<null>('host')(z.strictObject({ id: modelId })),
  'photos.open': request<null>('host')(z.strictObject({ photoId: id })),
  'photos.reveal': request<null>('host')(z.strictObject({ photoId: id })),
  /** `copied: false`: the host has no clipboard and the window copies `path` itself. */
  'photos.copy-path': request<{ path: string; copied: boolean }>('host')(z.strictObject({ photoId: id })),
  /** Shows the host's own menu for a photo and answers with what was chosen. */
  'photos.menu': request<{ action: PhotoAction | null }>('host')(
    z.strictObject({ photoId: id, hidden: z.boolean(), favourite: z.boolean().default(false) }),
  ),
} as const

export type { AnsweredBy } from './request-spec.ts'
export type Requests = typeof requests
export type RequestName = keyof Requests
/** Arguments as the asker gives them (defaults may be left out). */
export type RequestArgs<N extends RequestName> = z.input<Requests[N]['args']>
/** Arguments as the handler gets them. */
export type ParsedArgs<N extends RequestName> = z.output<Requests[N]['args']>
export type Answer<N extends RequestName> = NonNullable<Requests[N]['answer']> | AnswerNull<N>
type AnswerNull<N extends RequestName> = null extends Requests[N]['answer'] ? null : never

export type RequestsBy<By extends AnsweredBy> = {
  [N in RequestName]: Requests[N]['by'] extends By ? N : never
}[RequestName]

/** One handler for each request that `By` answers. */
export type Handlers<Names extends RequestName> = {
  readonly [N in Names]: (args: ParsedArgs<N>) => Promise<Answer<N>> | Answer<N>
}

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name)
}

/** Parses a request's arguments at a door. Throws `bad-arguments` with the field and what was expected. */
export function parseArgs<N extends RequestName>(name: N, args: unknown): ParsedArgs<N> {
  const parsed = requests[name].args.safeParse(args ?? {})
  if (parsed.success) return parsed.data as ParsedArgs<N>
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') || 'arguments'
  const message = `${name}: ${field}: ${issue?.message ?? 'not understood'}`
  // It may name every key that was given.
  throw new CodedError('bad-arguments', message.length > 500 ? `${message.slice(0, 500)}…` : message)
}
