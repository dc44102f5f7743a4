import { existsSync } from 'node:fs'
import type { SettingRows } from '../catalog/settings.ts'
import { builtInName, loadModel, loadStored, placeOf, type LoadedModel } from '../models/model-info.ts'
import type { ModelStore } from '../models/store.ts'
import { choices, type Choice } from './choice.ts'
import { isSameTower, spaceOfFiles } from './image-bytes.ts'

/** A model and the space that it answers in. */
export interface Filed {
  readonly model: LoadedModel
  readonly space: string
}

export interface AtStart {
  readonly active: Filed
  /** Photos are on their way to it. */
  readonly next: Filed | null
  /** The active model's weights are others than they were: one sentence. */
  readonly replaced: string | null
}

/**
 * Which model answers from the start on, and which one photos are on their way to. A model whose pictures are prepared
 * in another way than before answers with its old embeddings until there are new ones; one whose weights were replaced
 * cannot, and begins anew.
 */
export async function modelsAtStart(options: {
  readonly store: ModelStore
  readonly builtInFolder: string
  readonly settings: SettingRows
  readonly isWriting: boolean
}): Promise<AtStart> {
  const { store, settings, isWriting } = options
  const chosen = choices(settings)
  const keep = isWriting ? chosen : { setActive: () => undefined, setNext: () => undefined }
  const active = chosen.active()
  const model = modelOf(active)
  const space = active?.space ?? model.info.id
  const wanted = chosen.next()
  const next = wanted && filed(wanted)
  const coming = next && { model: modelOf(next), space: next.space }
  if (!model.manifest) return { active: { model, space }, next: coming, replaced: null }

  const present = await spaceOfFiles(settings, model.dir, model.manifest, isWriting)
  const now: Filed = { model, space: present }
  const isNew = active === null || present === space
  if (isNew) {
    keep.setActive(choiceOf(now))
    return { active: now, next: coming, replaced: null }
  }
  const canAnswer = isSameTower(settings, space, present) && active.embeddingSize === model.info.embeddingSize
  if (canAnswer) {
    const target = coming ?? now
    keep.setNext(choiceOf(target))
    return { active: { model, space }, next: target, replaced: null }
  }
  keep.setActive(choiceOf(now))
  const replaced = `The model ${model.info.name} has other weights than before, so all photos are read again for it; until then searches find those that have been read.`
  return { active: now, next: coming, replaced }

  /** What was on its way is on its way still, unless nothing is left of it. */
  function filed(choice: Choice): Choice | null {
    return store.byId(choice.id) || existsSync(choice.dir ?? '') ? choice : null
  }

  function modelOf(choice: Choice | null): LoadedModel {
    const id = choice?.id ?? builtInName
    const stored = store.byId(id)
    if (stored) return loadStored(stored, choice)
    const folders = { builtIn: options.builtInFolder, own: store.folder }
    const dir = choice?.dir && existsSync(choice.dir) ? choice.dir : placeOf(id, folders)
    return loadModel(dir, choice)
  }
}

export function choiceOf({ model, space }: Filed): Choice {
  return { id: model.info.id, embeddingSize: model.info.embeddingSize, space, dir: model.dir }
}
