import { homedir } from 'node:os'
import { resolve } from 'node:path'
import openInSystem from 'open'
import { CodedError, fromPlainError } from '../../../../src-preload/contract/index.ts'
import { createEngineClient, type EngineClient } from '../../shared/engine-client.ts'
import { createLog } from '../../shared/log.ts'
import { spawnNodeEngine } from '../../shared/node-engine.ts'
import { modelsFolder } from '../../shared/paths.ts'
import { writeLinkFile } from '../../web/link-file.ts'
import { removeRunning, writeRunning, type Running } from '../../web/running-file.ts'
import { startWebHost, type WebHost } from '../../web/server.ts'
import { whenAborted } from '../interrupt.ts'
import type { Outcome } from '../outcome.ts'
import type { CommandContext } from '../with-engine.ts'
import { joinRunning, joinStarting } from './join-running.ts'

export interface ServeOptions {
  /** Added to the library before the window opens. */
  readonly folders: readonly string[]
  readonly port: number
  readonly open: boolean
  /** Where Sightline is open already, that one is shown; with `open` always. */
  readonly join: boolean
}

/** Shows the window in a browser until Ctrl+C. */
export async function serve(context: CommandContext, options: ServeOptions): Promise<Outcome> {
  const joins = options.open || options.join
  const joined = joins ? await joinRunning(context, options) : undefined
  if (joined) return joined
  try {
    return await serveAnew(context, options)
  } catch (error) {
    const isBusy = error instanceof CodedError && error.code === 'data-folder-busy'
    const late = joins && isBusy ? await joinStarting(context, options) : undefined
    if (late) return late
    throw error
  }
}

async function serveAnew(context: CommandContext, options: ServeOptions): Promise<Outcome> {
  const { dataDir } = context
  const client = createEngineClient({
    spawn: spawnNodeEngine,
    dataDir,
    modelsDir: modelsFolder(),
    log: createLog('error'),
  })
  try {
    await firstAnswer(client)
    const notes = await addFolders(client, options.folders)
    const host: WebHost = await startWebHost({
      client,
      port: options.port,
      home: homedir(),
      receive: async ({ folders, open }) => ({
        refused: await addFolders(client, folders),
        file: open ? await writeLinkFile(host.oneTimeLink()) : null,
        url: host.oneTimeLink().url,
      }),
    })
    const running = { port: host.port, secret: host.visitSecret }
    leaveWord(dataDir, running)
    if (options.open) await openInBrowser(host)
    return {
      document: { url: host.url, port: host.port, dataDir },
      lines: [`Sightline is at ${host.url}`, 'Open that link in a browser on this computer. Ctrl+C ends it.'],
      notes,
      ended: untilInterrupted(context, host, client, running),
    }
  } catch (error) {
    await client.stop()
    throw error
  }
}

/** Without it a second start cannot be shown this one, and says that the data folder is busy. */
function leaveWord(dataDir: string, running: Running): void {
  try {
    writeRunning(dataDir, running)
  } catch {
    // A full disk, say, which the window tells of.
  }
}

/** Where it does not open, the link that is printed does. */
async function openInBrowser(host: WebHost): Promise<void> {
  const file = await writeLinkFile(host.oneTimeLink())
  if (file !== null) await openInSystem(file).catch(() => {})
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
  { signal, dataDir }: CommandContext,
  host: WebHost,
  client: EngineClient,
  running: Running,
): Promise<void> {
  await whenAborted(signal)
  removeRunning(dataDir, running)
  await host.close()
  await client.stop()
}

/** An engine that cannot run is said at once, not in a page. */
async function firstAnswer(client: EngineClient): Promise<void> {
  const reply = await client.request('engine.info', {})
  if (!reply.ok && client.state().kind === 'failed') throw fromPlainError(reply.error)
}
