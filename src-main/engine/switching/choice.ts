import { z } from 'zod'
import type { SettingRows } from '../catalog/settings.ts'

/** A model that was chosen, as the catalog remembers it: enough to use its embeddings while its folder is gone. */
export interface Choice {
  readonly id: string
  readonly embeddingSize: number
  /** What its embeddings are filed under. */
  readonly space: string
  /** Where its files were; null in catalogs of earlier versions. */
  readonly dir: string | null
}

const choice = z
  .object({
    // As manifests have it: folders are found by it.
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]*$/)
      .max(100),
    embeddingSize: z.int().positive(),
    space: z.string().min(1).optional(),
    dir: z.string().nullable().default(null),
  })
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
