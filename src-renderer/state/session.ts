import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { Progress } from '../../src-preload/contract/indexing.ts'
import { client } from '../api/index.ts'
import { ask } from './ask.ts'
import { runCommand } from './commands.ts'
import { readInfo, readProgress, readRoots, useLibrary } from './library.ts'
import { heardModels, readModels, showsModels } from './models.ts'
import { say } from './notices.ts'
import { readOwnData } from './own-data.ts'
import { usePhotos } from './photos.ts'
import { heardSteps, readSteps } from './steps.ts'
import { readFacets, readRecent, readSaved, rememberWhatIsLookedAt } from './searches.ts'

const retryMs = 1_000
/** While photos pour in, the list is read again with pauses of this many times what reading it took. */
const restFactor = 8
const leastRestMs = 900

/** Starts listening, and reads everything for the first time. */
export function startSession(): void {
  client.on('engine.state', (engine) => {
    const before = useLibrary.getState().engine.kind
    useLibrary.setState({ engine })
    if (engine.kind === 'ready' && before !== 'ready') void readEverything()
  })
  client.on('indexing.progress', heardProgress)
  client.on('library.changed', () => void readAgain())
  client.on('models.changed', heardModels)
  client.on('steps.changed', heardSteps)
  client.on('notice', (notice) => isShownAnyway(notice.id) || say(notice))
  client.on('command', ({ command }) => runCommand(command))
  rememberWhatIsLookedAt()
  client.onConnection((connection) => {
    useLibrary.setState({ connection })
    if (connection === 'open') void readEverything()
  })
  void readEverything()
}

/** The question about photos that went at once stands above the photos, and which model answers on its page. */
function isShownAnyway(noticeId: string): boolean {
  return noticeId.startsWith('vanished-') || (noticeId === 'model-switched' && showsModels())
}

function heardProgress(progress: Progress): void {
  const before = useLibrary.getState().progress
  useLibrary.setState({ progress })
  // What is kept for each model has grown.
  if (before && before.phase !== 'idle' && progress.phase === 'idle') void readModels().catch(() => {})
}

let reading = false

async function readEverything(): Promise<void> {
  if (reading) return
  reading = true
  try {
    useLibrary.setState({ host: await client.request('host.info', {}) })
    await Promise.all([readInfo(), readRoots(), readProgress(), readOwnData(), readSteps()])
    useLibrary.setState({ engine: { kind: 'ready' } })
    void ask()
    void readSearches()
    // Its failure keeps nothing else away: Settings asks again.
    await readModels().catch(() => {})
  } catch (error) {
    heardError(error)
  } finally {
    reading = false
  }
}

/** What the box offers; without it one can search all the same. */
async function readSearches(): Promise<void> {
  await Promise.allSettled([readRecent(), readSaved(), readFacets()])
}

/** Events may have gone by before the window listened, so an engine that is not there yet is asked again. */
function heardError(error: unknown): void {
  const { code, message } = toPlainError(error)
  const { engine, connection } = useLibrary.getState()
  if (code !== 'engine-down') useLibrary.setState({ engine: { kind: 'failed', message } })
  if (code === 'engine-down' && engine.kind !== 'failed' && connection === 'open') {
    setTimeout(() => void readEverything(), retryMs)
  }
}

let resting = false
let changedMeanwhile = false

async function readAgain(): Promise<void> {
  if (resting) {
    changedMeanwhile = true
    return
  }
  resting = true
  changedMeanwhile = false
  const startedAtMs = performance.now()
  // A question that is under way will bring the newest photos by itself.
  const again = usePhotos.getState().query.waiting ? Promise.resolve() : ask()
  await Promise.all([readRoots(), readOwnData(), readSearches(), again]).catch(() => {})
  const tookMs = performance.now() - startedAtMs
  setTimeout(
    () => {
      resting = false
      if (changedMeanwhile) void readAgain()
    },
    Math.max(leastRestMs, tookMs * restFactor),
  )
}
