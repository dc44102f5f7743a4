import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Notice } from '../../../src-preload/contract/index.ts'
import type { SettingRows } from '../catalog/settings.ts'
import { builtInName, loadModel, loadStored, placeOf, type LoadedModel } from '../models/model-info.ts'
import type { ModelStore } from '../models/store.ts'
import { choices, type Choice } from './choice.ts'
import type { Filed } from './brain.ts'
import { findFiles, isOfTower } from './image-bytes.ts'

export interface AtStart {
  readonly active: Filed
  /** Photos are on their way to it. */
  readonly next: Filed | null
  /** What a person has to know. */
  readonly notices: readonly Notice[]
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
  const { store, isWriting } = options
  const settings = whereThereIsRoom(options.settings)
  const chosen = choices(settings)
  const keep = isWriting ? chosen : { setActive: () => undefined, setNext: () => undefined }
  const active = chosen.active()
  const found = await foundOf(active)
  const { model, files } = found
  const space = active?.space ?? found.space
  const wanted = chosen.next()
  const isThere =
    wanted !== null && (store.byId(wanted.id) !== undefined || existsSync(folderOf(wanted.id, wanted)))
  // Back some day, its folder would draw the photos to it without being asked.
  if (wanted && !isThere) keep.setNext(null)
  const next = isThere ? await foundOf(wanted) : null
  // Its pictures may be prepared in another way now.
  if (next?.files) keep.setNext(choiceOf(next))
  const given = wanted && !isThere ? [givenUp(wanted.id, model)] : []
  if (!files) return { active: { model, space, files }, next, notices: given }

  if (active === null || files.space === space) {
    keep.setActive(choiceOf(found))
    return { active: found, next, notices: given }
  }
  if (isOfTower(settings, space, files.image.sha256) && active.embeddingSize === model.info.embeddingSize) {
    const target = next ?? found
    // What is on its way to the same model goes the new way too.
    const isNews = wanted?.space !== target.space
    keep.setNext(choiceOf(target))
    const readAgain = isNews && target === found ? [preparedBetter(model)] : []
    return { active: { model, space, files }, next: target, notices: [...given, ...readAgain] }
  }
  keep.setActive(choiceOf(found))
  const isShipped = model.info.id === builtInName
  return { active: found, next, notices: [...given, isShipped ? shippedAnew(model) : otherWeights(model)] }

  async function foundOf(choice: Choice | null): Promise<Filed> {
    const model = modelOf(choice)
    const space = choice?.space ?? model.info.id
    if (!model.manifest) return { model, space, files: null }
    try {
      const files = await findFiles(settings, model.dir, model.manifest, isWriting)
      return { model, space: files.space, files }
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException
      const problem = `The files of the model ${model.info.name} in ${model.dir} cannot be read (${code}); see to the folder, then start Sightline again.`
      const broken = { ...model, manifest: null, info: { ...model.info, state: 'broken' as const, problem } }
      return { model: broken, space, files: null }
    }
  }

  /** A catalog that was brought here may name any folder: models lie in these two. */
  function folderOf(id: string, choice: Choice | null): string {
    const folders = { builtIn: options.builtInFolder, own: store.folder }
    const named = choice?.dir ?? ''
    const isOurs = Object.values(folders).some((folder) => dirname(named) === resolve(folder))
    return isOurs && existsSync(named) ? named : placeOf(id, folders)
  }

  function modelOf(choice: Choice | null): LoadedModel {
    const id = choice?.id ?? builtInName
    const stored = store.byId(id)
    if (stored) return loadStored(stored, choice)
    return loadModel(folderOf(id, choice), choice)
  }
}

export function choiceOf({ model, space }: Pick<Filed, 'model' | 'space'>): Choice {
  return { id: model.info.id, embeddingSize: model.info.embeddingSize, space, dir: model.dir }
}

function preparedBetter({ info }: LoadedModel): Notice {
  const message = `Photos are read again in the background because Sightline prepares pictures better now for ${info.name}; searching goes on meanwhile.`
  return { id: 'photos-read-again', level: 'info', message }
}

/** The former one is gone, and what it made of photos is no use to the new one. */
function shippedAnew({ info }: LoadedModel): Notice {
  const message = `Sightline comes with a better ${info.name.toLowerCase()}, and reads all photos again for it, the newest first; until it has read them, searches for what is in the pictures find those that it has read.`
  return { id: 'starter-replaced', level: 'info', message }
}

function otherWeights({ info }: LoadedModel): Notice {
  const message = `The model ${info.name} has other weights than before, so all photos are read again for it; until then searches find those that have been read.`
  return { id: 'model-replaced', level: 'warning', message }
}

function givenUp(id: string, { info }: LoadedModel): Notice {
  const message = `The folder of the model "${id}" is gone, so photos are not read for it any more and ${info.name} goes on answering; put the folder back and choose the model again.`
  return { id: 'switch-given-up', level: 'warning', message }
}

/** A full disk is no reason not to start: what cannot be noted now is found out again by the next start. */
function whereThereIsRoom(settings: SettingRows): SettingRows {
  return {
    ...settings,
    set: (key, value) => {
      try {
        settings.set(key, value)
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SQLITE_FULL') throw error
      }
    },
  }
}
