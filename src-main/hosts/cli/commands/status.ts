import type { StatusReport } from '../../../engine/engine.ts'
import { statusWithoutLibrary } from '../../../engine/no-library.ts'
import { modelsFolder } from '../../shared/paths.ts'
import type { Outcome } from '../outcome.ts'
import { plural } from '../output.ts'
import { anewNote, unreadNote } from '../reading-notes.ts'
import { vanishedNotes } from '../vanished.ts'
import { askLibrary, type CommandContext } from '../with-engine.ts'

/** What the library holds, and where. */
export function status(context: CommandContext): Promise<Outcome> {
  return askLibrary(
    context,
    (engine) => outcome(engine.status()),
    () => outcome(statusWithoutLibrary(context.dataDir, modelsFolder())),
  )
}

function outcome(report: StatusReport): Outcome {
  const { photos, embedded, notFound, failed, missing, pairs, roots, model, switching, dataDir } = report
  return {
    document: { photos, embedded, notFound, failed, roots, model, switching, dataDir, missing, pairs },
    lines: describe(report),
    notes: vanishedNotes(roots),
  }
}

function describe({
  photos,
  embedded,
  notFound,
  failed,
  missing,
  pairs,
  roots,
  model,
  switching,
  dataDir,
}: StatusReport): string[] {
  const problem = model.problem === null ? '' : `: ${model.problem}`
  return [
    `${plural(photos, 'photo')}, ${embedded.toLocaleString('en')} searchable, ${failed.toLocaleString('en')} unreadable`,
    ...(notFound > 0
      ? [
          `${embedded.toLocaleString('en')} of ${plural(embedded + notFound, 'photo')} can be found with ${model.name}: ${unreadNote(notFound, model.name)}`,
        ]
      : []),
    ...(missing > 0 ? [`${plural(missing, 'photo')} missing, kept for 30 days`] : []),
    ...(pairs > 0 ? [`${plural(pairs, 'photo')} of two files: a RAW or a video beside the picture`] : []),
    ...roots.map(rootLine),
    ...(roots.length === 0 ? ['  no folders yet: add one with "sightline add DIR"'] : []),
    `Model: ${model.name}, ${model.state}${problem}`,
    ...(switching ? [switchLine(switching, model.id)] : []),
    `Data:  ${dataDir}`,
  ]
}

function switchLine(
  { name, isAnew, done, total, away }: NonNullable<StatusReport['switching']>,
  activeId: string,
): string {
  if (isAnew) return `Anew:  ${anewNote(name, done, total)}`
  const unreachable = away === 0 ? '' : `, ${away.toLocaleString('en')} cannot be read now`
  const back = `; "sightline models use ${activeId}" gives it up`
  return `Next:  ${name}, ${done.toLocaleString('en')} of ${plural(total, 'photo')} read for it${unreachable}${back}`
}

function rootLine({ path, photos, failed, leftOut, state }: StatusReport['roots'][number]): string {
  const unreadable = failed === 0 ? '' : `, ${failed.toLocaleString('en')} unreadable`
  const without = leftOut === 0 ? '' : `, ${leftOut.toLocaleString('en')} left out`
  return `  ${path}  ${plural(photos, 'photo')}${unreadable}${without}${state === 'idle' ? '' : `, ${state}`}`
}
