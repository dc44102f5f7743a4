import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CodedError } from '../../../../src-preload/contract/index.ts'
import { modelsFolder } from '../../shared/paths.ts'
import { readCaptions, type Caption } from './captions.ts'

export interface InputOptions {
  /** A folder of photos; by default the captioned photos beside the project. */
  readonly photosDir?: string | undefined
  /** Lines of file name, tab, caption; by default those beside the photos. */
  readonly captionsFile?: string | undefined
}

/** What is measured with. */
export interface Input {
  readonly photosDir: string
  /** Empty where there are none beside the photos. */
  readonly captions: readonly Caption[]
}

/** Throws `not-found`, with what to pass instead. */
export async function readInput({ photosDir, captionsFile }: InputOptions): Promise<Input> {
  const beside = resolve(dirname(modelsFolder()), '..', 'shared', 'data', 'captioned')
  const photos = photosDir ? resolve(photosDir) : join(beside, 'photos')
  if (!existsSync(photos)) {
    const hint = photosDir ? 'check the path' : 'pass a folder of photos with --photos DIR'
    throw new CodedError('not-found', `There are no photos to measure with at ${photos}: ${hint}.`)
  }
  const captions = captionsFile ? resolve(captionsFile) : join(photos, '..', 'captions.tsv')
  if (captionsFile && !existsSync(captions)) {
    throw new CodedError(
      'not-found',
      `There are no captions at ${captions}: check the path given with --captions.`,
    )
  }
  return { photosDir: photos, captions: existsSync(captions) ? await readCaptions(captions) : [] }
}
