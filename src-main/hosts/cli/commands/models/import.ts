import { resolve } from 'node:path'
import { CodedError } from '../../../../../src-preload/contract/index.ts'
import type { Outcome } from '../../outcome.ts'
import type { CommandContext } from '../../with-engine.ts'
import { besideOthers, wayToUse } from './with-models.ts'

/** Tries the model in a folder and copies it into the data folder. The folder is only read. */
export function importFolder(context: CommandContext, dir: string): Promise<Outcome> {
  return besideOthers(
    context,
    () => {},
    async (models) => {
      const model = await models.import(resolve(dir), context.signal).catch((error: unknown) => {
        throw context.signal.aborted ? stopped : error
      })
      return {
        document: { model },
        lines: [`${model.name} was tried and is here, in ${model.folder ?? ''}.`],
        notes: [wayToUse(context, model, 'reads your photos for it.')],
      }
    },
  )
}

const stopped = new CodedError('internal', 'Stopped before the end; nothing was added.')
