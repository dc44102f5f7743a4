/** What a person did to what they say of their photos, as plain as a sentence about it needs it. */
export type StepLabel =
  /** `mark`: favourites and ratings at once. `unrate`: the person's rating was taken away. */
  | { readonly kind: 'favourite' | 'unfavourite' | 'unrate' | 'mark' | 'hide' | 'unhide' }
  | { readonly kind: 'rate'; readonly rating: number }
  /** `retag`: some tags were given (`names`) and some were taken. */
  | { readonly kind: 'tag' | 'untag' | 'retag'; readonly names: readonly string[] }
  | {
      readonly kind:
        | 'create-collection'
        | 'remove-collection'
        | 'collect'
        | 'take-out'
        | 'change-collection'
        | 'save-search'
        | 'remove-search'
      readonly name: string
    }
  | { readonly kind: 'rename-collection' | 'rename-search'; readonly name: string; readonly to: string }

/** One change that can be taken back as a whole. */
export interface UndoStep {
  readonly id: number
  readonly label: StepLabel
  /** Photos that it really changed. */
  readonly photos: number
  readonly atMs: number
}

/** What comes next in either direction; null: nothing. */
export interface UndoState {
  readonly undo: UndoStep | null
  readonly redo: UndoStep | null
}

/** What an undo, or a redo, did. */
export interface StepOutcome {
  readonly step: UndoStep
  /** Photos of the step that are not in the library now; where their content is known, it holds for them when they return. */
  readonly absent: number
}

/** With every change of what the person says: the step that takes it back; null where nothing changed. */
export interface Recorded {
  readonly stepId: number | null
}

/** How many of some photos bear a mark, so that a question can say what a change replaces. */
export interface MarkCounts {
  readonly photos: number
  readonly favourites: number
  readonly hidden: number
  /** By the person's own rating, 0 to 5. */
  readonly ratings: readonly number[]
  /** For each tag that was asked about, in its order. */
  readonly tagged: readonly number[]
  /** In the collection that was asked about; 0 without one. */
  readonly collected: number
}
