import { join } from 'node:path'
import { workerCount, defaultSettings } from '../../settings.ts'
import { builtInName } from '../../models/model-info.ts'
import type { EnginePorts } from '../../ports.ts'
import { createProviders, type ProviderRoom } from './providers.ts'

/** Measures this machine before there is a library, with the model that came with Sightline. Keeps nothing. */
export function providersWithoutLibrary({
  modelsDir,
  spawnWorker,
  log,
}: Pick<EnginePorts, 'modelsDir' | 'spawnWorker' | 'log'>): ProviderRoom {
  const model = { dir: join(modelsDir, builtInName), space: builtInName }
  return createProviders({
    spawn: () => spawnWorker('model'),
    kept: { get: () => undefined },
    wanted: () => 'auto',
    workers: () => workerCount(defaultSettings()),
    model: () => model,
    onChanged: () => undefined,
    log,
  })
}
