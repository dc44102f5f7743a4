import type { ProviderName } from './models.ts'

export interface ModelInfo {
  readonly id: string
  readonly name: string
  /** One sentence on what the model can and cannot do. */
  readonly note: string
  readonly embeddingSize: number
  readonly state: 'ready' | 'missing' | 'broken'
  /** Why it is not ready: one sentence, with the folder where the files belong. */
  readonly problem: string | null
}

export interface EngineInfo {
  readonly dataDir: string
  readonly model: ModelInfo
  readonly workers: number
  /** `hnsw` once the library is large enough and its index is built. */
  readonly index: 'exact' | 'hnsw'
  readonly cores: number
  /** What was told before the window listened (a damaged catalog at the start, say), oldest first. */
  readonly notices: readonly Notice[]
}

export interface HostInfo {
  readonly kind: 'electron' | 'web'
  readonly version: string
  readonly platform: string
  /** The host shows a photo's menu itself (Electron); otherwise the window draws one. */
  readonly nativeMenus: boolean
  /** The host has a folder dialog (Electron); otherwise the window shows a folder picker. */
  readonly folderDialog: boolean
  /** The platform's own Pictures folder, offered at first run; null when there is none. */
  readonly picturesFolder: string | null
}

/** How much of the machine indexing may take. */
export type Speed = 'gentle' | 'normal' | 'full'

export interface Settings {
  readonly speed: Speed
  /** Worker processes; null lets the speed decide. */
  readonly workers: number | null
  /** Desktop: indexing waits while the machine runs on its battery. */
  readonly pauseOnBattery: boolean
  /** Where pictures are turned into embeddings; `auto` takes the fastest that agrees with the CPU. */
  readonly provider: ProviderName | 'auto'
  /** Minutes without a question after which the models leave the memory. */
  readonly unloadAfterMinutes: number
  /** Recent searches are kept in the catalog, for the search box. */
  readonly rememberSearches: boolean
  /** How much speaks for a photo before it counts as likely. */
  readonly strictness: Strictness
}

export const strictnesses = ['fewer', 'balanced', 'more'] as const
/** How many photos a search calls likely. */
export type Strictness = (typeof strictnesses)[number]

export interface Notice {
  readonly id: string
  readonly level: 'info' | 'warning' | 'error'
  /** What happened, what it means for the photos, one thing to do. */
  readonly message: string
}

export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready' }
  /** The engine died and is being started again. */
  | { readonly kind: 'restarting'; readonly message: string }
  /** The engine cannot be started; `message` says what to do. */
  | { readonly kind: 'failed'; readonly message: string }

/** What an application menu asks the window to do. */
export type WindowCommand =
  | 'find'
  | 'add-folder'
  | 'settings'
  | 'rescan'
  | 'toggle-sidebar'
  | 'show-keys'
  /** Of what the person last did to their photos, or in the text field that they type in. */
  | 'undo'
  | 'redo'
