import { join } from 'node:path'
import { CodedError, type Emit, type Notice } from '../../../src-preload/contract/index.ts'
import { isDamage } from '../../engine/catalog/is-damage.ts'
import { catalogName } from '../../engine/catalog/open.ts'
import { suspect } from '../../engine/catalog/suspicion.ts'
import { startEngine, type Engine, type EngineOptions } from '../../engine/engine.ts'
import { hasLibrary } from '../../engine/no-library.ts'
import { leftoverPlaces } from '../../engine/upkeep/telemetry-leftovers.ts'
import { createLog } from '../shared/log.ts'
import { spawnNodeWorker } from '../shared/node-workers.ts'
import { modelsFolder } from '../shared/paths.ts'
import { remark } from './output.ts'

/** What every command gets. */
export interface CommandContext {
  readonly dataDir: string
  readonly json: boolean
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
}

export interface EngineUse extends Partial<EngineOptions> {
  readonly role: EngineOptions['role']
  readonly emit?: Emit
  /** A damaged catalog is an error, and stays where it is. */
  readonly leaveDamage?: boolean
}

/** An engine inside this process. The caller stops it. */
export function openEngine({ dataDir }: CommandContext, use: EngineUse): Promise<Engine> {
  const { role, watch = false, autoIndex = false, emit = () => {} } = use
  const ports = {
    dataDir,
    modelsDir: modelsFolder(),
    spawnWorker: spawnNodeWorker,
    emit: ((name, payload) => {
      if (name === 'notice') printNotice(payload as Notice)
      emit(name, payload)
    }) as Emit,
    // A command that cannot go on says so itself, in one sentence.
    log: createLog('silent'),
    leftoverPlaces: leftoverPlaces(),
  }
  return startEngine(ports, { role, watch, autoIndex })
}

/** A question, answered beside an engine that indexes or alone. Where there is no library yet, nothing is made. */
export async function askLibrary<T>(
  context: CommandContext,
  work: (engine: Engine) => Promise<T> | T,
  withoutLibrary: () => T | Promise<T>,
  use: Pick<EngineUse, 'leaveDamage'> = {},
): Promise<T> {
  if (!hasLibrary(context.dataDir)) return withoutLibrary()
  return withEngine(context, { ...use, role: 'reader' }, work)
}

/**
 * An engine for the length of `work`. A question that meets a damaged catalog is asked once more of an indexer, which
 * sets the catalog aside, says so, and builds a new one.
 */
export async function withEngine<T>(
  context: CommandContext,
  use: EngineUse,
  work: (engine: Engine) => Promise<T> | T,
): Promise<T> {
  try {
    return await workWith(context, use, work)
  } catch (error) {
    const damaged = isDamage(error) || (error instanceof CodedError && isDamage(error.cause))
    if (!damaged) throw error
    suspect(join(context.dataDir, catalogName))
    if (use.role === 'indexer' || use.leaveDamage) throw catalogDamaged(context.dataDir, error)
    return workWith(context, { ...use, role: 'indexer' }, work)
  }
}

async function workWith<T>(
  context: CommandContext,
  use: EngineUse,
  work: (engine: Engine) => Promise<T> | T,
): Promise<T> {
  const engine = await openEngine(context, use)
  try {
    return await work(engine)
  } finally {
    await engine.stop()
  }
}

function catalogDamaged(dataDir: string, cause: unknown): CodedError {
  const message = `The catalog in ${dataDir} is damaged; "sightline index" sets it aside and builds a new one from the same folders.`
  return new CodedError('data-folder-unusable', message, { cause })
}

/** What happened to the library beside the answer: a damaged catalog set aside, say. */
function printNotice({ level, message }: Notice): void {
  if (level !== 'info') remark(message)
}
