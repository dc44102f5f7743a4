/** A folder that the person added, with everything below it. */
export interface Root {
  readonly id: number
  readonly path: string
  /** The folder's own name, for the side bar. */
  readonly name: string
  /** Photos that can be found: indexed and not hidden. */
  readonly photos: number
  readonly pending: number
  readonly failed: number
  /** `away`: the folder cannot be reached now (unplugged, unmounted); its photos stay searchable. */
  readonly state: 'idle' | 'scanning' | 'away'
  readonly lastScanAtMs: number | null
}

export type AddRootOutcome =
  | { readonly kind: 'added'; readonly root: Root }
  /** The folder is a root already. */
  | { readonly kind: 'already'; readonly root: Root }
  /** The folder lies inside `root`; its photos are there already and are counted once. */
  | { readonly kind: 'inside'; readonly root: Root; readonly path: string }
  /** The new root contains former roots, which became part of it. Their photos kept their ids. */
  | { readonly kind: 'absorbed'; readonly root: Root; readonly absorbed: readonly string[] }

/** What the library holds at this moment. `photos` counts every known picture file. */
export interface LibraryCounts {
  readonly photos: number
  readonly embedded: number
  readonly pending: number
  readonly failed: number
  readonly hidden: number
}

/** A file that could not be indexed. */
export interface Problem {
  readonly photoId: number
  readonly path: string
  /** One sentence. */
  readonly reason: string
  readonly atMs: number
}

export interface ProblemPage {
  readonly total: number
  readonly problems: readonly Problem[]
}

/** A folder in the browser's folder picker. */
export interface FolderEntry {
  readonly name: string
  readonly path: string
}

export interface FolderListing {
  readonly path: string
  /** null at the top of what may be chosen. */
  readonly parent: string | null
  readonly folders: readonly FolderEntry[]
  /** Pictures directly in this folder, so that a person sees they are in the right place. */
  readonly pictures: number
}
