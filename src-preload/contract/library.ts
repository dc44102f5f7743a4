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
  /** gitignore-style lines: what they match is left out. */
  readonly rules: string
  /** Pictures with a shorter side below this are left out; 0 takes all. */
  readonly minSidePx: number
  /** Photos that rules or the smallest size leave out now; nothing of them is forgotten. */
  readonly leftOut: number
  /** So many files went at once that the person is asked before they count as missing; null: nothing to ask. */
  readonly vanished: { readonly files: number; readonly of: number } | null
  /** Photos that the person kept as they are though their files are gone. */
  readonly kept: number
  /** How changes are noticed: told by the system, by looking often (network), or by scans now and then. */
  readonly watched: 'events' | 'polling' | 'scans' | 'not'
}

export type AddRootOutcome =
  | { readonly kind: 'added'; readonly root: Root }
  /** The folder is a root already. */
  | { readonly kind: 'already'; readonly root: Root }
  /** The folder lies inside `root`; its photos are there already and are counted once. */
  | { readonly kind: 'inside'; readonly root: Root; readonly path: string }
  /** The new root contains former roots, which became part of it. Their photos kept their ids. */
  | { readonly kind: 'absorbed'; readonly root: Root; readonly absorbed: readonly string[] }
  /** A root that was away (`from`) came back under this path. Its photos kept everything. */
  | { readonly kind: 'returned'; readonly root: Root; readonly from: string }

/** What the library holds at this moment. `photos` counts every known picture file. */
export interface LibraryCounts {
  readonly photos: number
  readonly embedded: number
  readonly pending: number
  readonly failed: number
  readonly hidden: number
  /** Files that are gone, kept for 30 days. */
  readonly missing: number
  readonly favourites: number
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

/** Problems with the same sentence. */
export interface ProblemGroup {
  readonly reason: string
  readonly photos: number
}

/** A tag that the person gave, and how many photos that can be found bear it. */
export interface Tag {
  readonly name: string
  readonly photos: number
}

/** Photos that the person put together. */
export interface Collection {
  readonly id: number
  readonly name: string
  readonly photos: number
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
