import type { ModelEntry, ModelOverview } from '../../../../../src-preload/contract/index.ts'
import { createModelStore } from '../../../../engine/models/store.ts'
import { modelsWithoutLibrary } from '../../../../engine/switching/without-library.ts'
import { modelsFolder } from '../../../shared/paths.ts'
import { megabytes } from '../../../../engine/models/megabytes.ts'
import type { Outcome } from '../../outcome.ts'
import { plural } from '../../output.ts'
import { anewNote, unreadNote } from '../../reading-notes.ts'
import { askLibrary, type CommandContext } from '../../with-engine.ts'

/** The models that are here and those that can be fetched. Makes nothing and asks no server. */
export function listModels(context: CommandContext): Promise<Outcome> {
  return askLibrary(
    context,
    (engine) => outcome(engine.models.overview(), context.dataDir),
    () => outcome(modelsWithoutLibrary(context.dataDir, modelsFolder()), context.dataDir),
  )
}

/** With what a download that was broken off has left. */
interface Listed extends ModelEntry {
  readonly partBytes: number
}

function outcome(overview: ModelOverview, dataDir: string): Outcome {
  const { modelsFolder: folder, switch: switching } = overview
  const { partBytes } = createModelStore({ modelsDir: modelsFolder(), dataDir })
  const models = overview.models.map((model): Listed => ({ ...model, partBytes: partBytes(model.id) }))
  const idWidth = models.reduce((widest, { id }) => Math.max(widest, id.length), 0)
  return {
    document: { models, modelsFolder: folder, switch: switching, notFound: overview.notFound },
    lines: models.flatMap((model) => linesOf(model, idWidth)),
    notes: [
      ...(overview.notFound > 0
        ? [`${unreadNote(overview.notFound, models.find(({ role }) => role === 'active')?.name ?? '')}.`]
        : []),
      ...(switching?.isAnew ? [`${anewNote(switching.name, switching.done, switching.total)}.`] : []),
      ...(switching && !switching.isAnew
        ? [
            `${switching.done} of ${plural(switching.total, 'photo')} have been read for ${switching.name}; "sightline index" goes on.${wayBack(models)}`,
          ]
        : []),
      `A folder with model.json in ${folder} is a model too; "sightline models get ID" fetches one that is offered.`,
    ],
  }
}

function wayBack(models: readonly ModelEntry[]): string {
  const active = models.find(({ role }) => role === 'active')
  const isMoving = models.some(({ role }) => role === 'next')
  return active && isMoving ? ` "sightline models use ${active.id}" gives that up.` : ''
}

function linesOf(model: Listed, idWidth: number): string[] {
  const size = model.sizeBytes === null ? '' : `, ${megabytes(model.sizeBytes)}`
  const suggested = model.isSuggested ? ', suggested' : ''
  const indent = ' '.repeat(idWidth + 4)
  return [
    `${mark(model)} ${model.id.padEnd(idWidth)}  ${model.name} (${state(model)}${size}${suggested})`,
    ...(model.note === '' ? [] : [`${indent}${model.note}`]),
    ...(model.quantized ? [`${indent}In ${model.quantized.bits} bits. ${model.quantized.agreement}`] : []),
    ...(model.state === 'offered' ? [`${indent}Licence: ${model.licence.name}, ${model.licence.url}`] : []),
    ...(model.partBytes > 0
      ? [
          `${indent}${megabytes(model.partBytes)} of it have arrived: "sightline models get ${model.id}" goes on, "sightline models remove ${model.id}" deletes them.`,
        ]
      : []),
    ...(model.problem === null ? [] : [`${indent}${model.problem}`]),
  ]
}

const mark = ({ role }: ModelEntry): string => (role === 'active' ? '*' : role === 'next' ? '>' : ' ')

function state({ role, state }: ModelEntry): string {
  if (state === 'broken') return 'broken'
  if (role === 'active') return 'answers'
  if (role === 'next') return 'answers next'
  if (state === 'installed') return 'here'
  return state === 'downloading' ? 'arriving' : 'can be fetched'
}
