import { setTimeout as wait } from 'node:timers/promises'
import { resolve } from 'node:path'
import openInSystem from 'open'
import { readRunning } from '../../web/running-file.ts'
import { visitRunning } from '../../web/visit.ts'
import type { VisitAnswer } from '../../web/visit-proof.ts'
import type { Outcome } from '../outcome.ts'
import type { CommandContext } from '../with-engine.ts'

export interface JoinOptions {
  readonly folders: readonly string[]
  readonly open: boolean
}

/** One that starts at the same moment leaves word only when it can be asked. */
const startingLimitMs = 5_000

/** A fresh link to the Sightline that runs on this data folder, with the folders added; undefined when none runs. */
export async function joinRunning(
  { dataDir }: CommandContext,
  { folders, open }: JoinOptions,
): Promise<Outcome | undefined> {
  const running = readRunning(dataDir)
  if (!running) return undefined
  const wish = { folders: folders.map((folder) => resolve(folder)), open }
  const answer = await visitRunning(running, wish)
  if (!answer) return undefined
  const opened = answer.file !== null && (await opens(answer.file))
  return {
    document: { url: answer.url, port: running.port, dataDir, alreadyOpen: true },
    lines: [sentence(answer, opened)],
    notes: answer.refused,
  }
}

/** The same, where another Sightline holds the data folder and may be about to leave word. */
export async function joinStarting(
  context: CommandContext,
  options: JoinOptions,
): Promise<Outcome | undefined> {
  const end = performance.now() + startingLimitMs
  while (!context.signal.aborted && performance.now() < end) {
    const joined = await joinRunning(context, options)
    if (joined) return joined
    await wait(250)
  }
  return undefined
}

function opens(file: string): Promise<boolean> {
  return openInSystem(file).then(
    () => true,
    () => false,
  )
}

function sentence({ url }: VisitAnswer, opened: boolean): string {
  return opened
    ? `Sightline is already open, and now in your browser again; if not, open this link, once and within a minute: ${url}`
    : `Sightline is already open; this link opens it in a browser on this computer, once and within a minute: ${url}`
}
