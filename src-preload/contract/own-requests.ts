import { z } from 'zod'
import type { Collection, Tag } from './library.ts'
import { id, name, none, photoIds, request } from './request-spec.ts'
import type { MarkCounts, Recorded, StepOutcome, UndoState } from './steps.ts'

/** The newest undo step, which this change becomes part of; another one is as good as none. */
const partOf = id.optional()

/** What the person says of photos, and taking it back. */
export const ownRequests = {
  'photos.hide': request<{ changed: number } & Recorded>('engine')(
    z.strictObject({ photoIds, hidden: z.boolean(), partOf }),
  ),
  /** `rating: null` takes the person's rating away, so that the file's own counts again. */
  'photos.mark': request<{ changed: number } & Recorded>('engine')(
    z.strictObject({
      photoIds,
      favourite: z.boolean().optional(),
      rating: z.int().min(0).max(5).nullable().optional(),
      partOf,
    }),
  ),
  /** Asked before many photos are changed. */
  'photos.count-marks': request<MarkCounts>('engine')(
    z.strictObject({ photoIds, tags: z.array(name).max(100).default([]), collectionId: id.optional() }),
  ),
  'photos.tag': request<{ changed: number } & Recorded>('engine')(
    z.strictObject({
      photoIds,
      add: z.array(name).max(100).default([]),
      remove: z.array(name).max(100).default([]),
      partOf,
    }),
  ),
  'tags.list': request<readonly Tag[]>('engine')(none),
  'collections.list': request<readonly Collection[]>('engine')(none),
  'collections.create': request<Collection & Recorded>('engine')(
    z.strictObject({ name, photoIds: z.array(id).max(100_000).default([]) }),
  ),
  'collections.rename': request<Collection & Recorded>('engine')(z.strictObject({ collectionId: id, name })),
  'collections.remove': request<Recorded>('engine')(z.strictObject({ collectionId: id })),
  'collections.change': request<{ changed: number } & Recorded>('engine')(
    z.strictObject({
      collectionId: id,
      add: z.array(id).max(100_000).default([]),
      remove: z.array(id).max(100_000).default([]),
      partOf,
    }),
  ),
  /** What would be undone, and what would be done again, of all that a person says of photos, collections and searches. */
  'steps.next': request<UndoState>('engine')(none),
  /** Takes the newest step back, exactly. With a `stepId` only that one: `not-found` when it is not the newest any more. */
  'steps.undo': request<StepOutcome>('engine')(z.strictObject({ stepId: id.optional() })),
  /** Does again what was undone last. */
  'steps.redo': request<StepOutcome>('engine')(z.strictObject({ stepId: id.optional() })),
} as const
