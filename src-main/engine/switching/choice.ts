import { z } from 'zod'
import { modelId } from '../../../src-preload/contract/index.ts'
import type { SettingRows } from '../catalog/settings.ts'
import { modelOf } from '../models/spaces.ts'

/** A model that was chosen, as the catalog remembers it: enough to use its embeddings while its folder is gone. */
export interface Choice {
  readonly id: string
  readonly embeddingSize: number
  /** What its embeddings are filed under. */
  readonly space: string
  /** Where its files were; null in catalogs of earlier versions. */
  readonly dir: string | null
}

/** As for a catalog that somebody else wrote: an id or a space becomes part of a path, a size one of memory. */
const choice = z
  .object({
    id: modelId,
    embeddingSize: z.int().positive().max(8192),
    space: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]*(?:@[0-9a-f.]+)*$/)
      .max(200)
      .optional(),
    dir: z.string().nullable().default(null),
  })
  .refine(({ id, space }) => space === undefined || modelOf(space) === id)
  .transform(({ space, ...rest }): Choice => ({ ...rest, space: space ?? rest.id }))
  .nullable()
  .catch(null)

const activeKey = 'model'
const nextKey = 'nextModel'

/** The model that answers, and the one that photos are on their way to. */
export interface Choices {
  active(): Choice | null
  next(): Choice | null
  setActive(active: Choice): void
  setNext(next: Choice | null): void
}

export function choices(settings: SettingRows): Choices {
  const read = (key: string) => choice.parse(settings.get(key) ?? null)
  const write = (key: string, value: Choice | null) => {
    if (JSON.stringify(read(key)) !== JSON.stringify(value)) settings.set(key, value)
  }
  return {
    active: () => read(activeKey),
    next: () => read(nextKey),
    setActive: (active) => write(activeKey, active),
    setNext: (next) => write(nextKey, next),
  }
}
