import type { StatusReport } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { plural } from '../output.ts'
import { withEngine, type CommandContext } from '../with-engine.ts'

/** What the library holds, and where. */
export function status(context: CommandContext): Promise<Outcome> {
  return withEngine(context, { role: 'reader' }, (engine) => {
    const { photos, embedded, failed, roots, model, dataDir } = engine.status()
    return { document: { photos, embedded, failed, roots, model, dataDir }, lines: describe(engine.status()) }
  })
}

function describe({ photos, embedded, failed, roots, model, dataDir }: StatusReport): string[] {
  const problem = model.problem === null ? '' : `: ${model.problem}`
  return [
    `${plural(photos, 'photo')}, ${embedded.toLocaleString('en')} searchable, ${failed.toLocaleString('en')} unreadable`,
    ...roots.map(rootLine),
    ...(roots.length === 0 ? ['  no folders yet: add one with "sightline add DIR"'] : []),
    `Model: ${model.name}, ${model.state}${problem}`,
    `Data:  ${dataDir}`,
  ]
}

function rootLine({ path, photos, failed, state }: StatusReport['roots'][number]): string {
  const unreadable = failed === 0 ? '' : `, ${failed.toLocaleString('en')} unreadable`
  return `  ${path}  ${plural(photos, 'photo')}${unreadable}${state === 'idle' ? '' : `, ${state}`}`
}
