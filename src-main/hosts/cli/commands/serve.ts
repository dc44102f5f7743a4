import { homedir } from 'node:os'
import { resolve } from 'node:path'
import openInSystem from 'open'
import { fromPlainError } from '../../../../src-preload/contract/index.ts'
import { createEngineClient, type EngineClient } from '../../shared/engine-client.ts'
import { createLog } from '../../shared/log.ts'
import { spawnNodeEngine } from '../../shared/node-engine.ts'
import { modelsFolder } from '../../shared/paths.ts'
import { startWebHost, type WebHost } from '../../web/server.ts'
import { whenAborted } from '../interrupt.ts'
import type { Outcome } from '../outcome.ts'
import type { CommandContext } from '../with-engine.ts'

export interface ServeOptions {
  /** Added to the library before the window opens. */
  readonly folders: readonly string[]
  readonly port: number
  readonly open: boolean
}

/** Shows the window in a browser until Ctrl+C. */
export async function serve(context: CommandContext, options: ServeOptions): Promise<Outcome> {
  const client = createEngineClient({
    spawn: spawnNodeEngine,
    dataDir: context.dataDir,
    modelsDir: modelsFolder(),
    log: createLog('error'),
  })
  try {
    await firstAnswer(client)
    const notes = await addFolders(client, options.folders)
    const host = await startWebHost({ client, port: options.port, home: homedir() })
    if (options.open) await openInSystem(host.url).catch(() => {})
    return {
      document: { url: host.url, port: host.port, dataDir: context.dataDir },
      lines: [`Sightline is at ${host.url}`, 'Open that link in a browser on this computer. Ctrl+C ends it.'],
      notes,
      ended: untilInterrupted(context, host, client),
    }
  } catch (error) {
    await client.stop()
    throw error
  }
}

/** A folder that is refused keeps neither the others nor the window away. */
async function addFolders(client: EngineClient, folders: readonly string[]): Promise<string[]> {
  const refused: string[] = []
  for (const folder of folders) {
    const reply = await client.request('roots.add', { path: resolve(folder) })
    if (!reply.ok) refused.push(reply.error.message)
  }
  return refused
}

async function untilInterrupted(
  { signal }: CommandContext,
  host: WebHost,
  client: EngineClient,
): Promise<void> {
  await whenAborted(signal)
  await host.close()
  await client.stop()
}

/** An engine that cannot run is said at once, not in a page. */
async function firstAnswer(client: EngineClient): Promise<void> {
  const reply = await client.request('engine.info', {})
  if (!reply.ok && client.state().kind === 'failed') throw fromPlainError(reply.error)
}
