import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runCli } from '../helpers/cli.ts'
import { differences } from './compare.ts'
import { contents, type Content } from './contents.ts'
import { diceOf, type Dice } from './dice.ts'
import { faultDisk, type FaultDisk } from './disk.ts'
import { startDriver, type Driver } from './driver.ts'
import { adopted, emptyModel, placeOf, vanished, type Model, type PlacedRow, type World } from './model.ts'
import { operations, type Operation } from './operations.ts'
import { readRows } from './snapshot.ts'

/** What operations work on. */
export interface Run {
  readonly dice: Dice
  readonly disk: FaultDisk
  readonly dataDir: string
  /** The small disk that the data folder lies on; null where none could be mounted. */
  readonly smallDisk: string | null
  driver: Driver
  model: Model
  picture(): Content
  junk(): Content
  /** For the history. */
  note(what: string): void
  /** Comes to rest and compares. Throws what is wrong. */
  compare(): Promise<void>
}

export interface RunReport {
  readonly operations: ReadonlyMap<string, number>
  readonly kills: number
  readonly comparisons: number
  readonly photos: number
}

export interface RunOptions {
  readonly seed: number
  readonly operations: number
  /** Roots and, without a small disk, data lie here. */
  readonly dir: string
  readonly smallDisk: string | null
  /** The doctor is called after so many operations. */
  readonly doctorEvery: number
}

/** A little longer than the engine waits before it takes a file for whole. */
const ripeMs = 1_100
const comparedShare = 0.04

/** Operations in a random order; throws with the history when the catalog is ever not what it must be. */
export async function runFaults(options: RunOptions): Promise<RunReport> {
  const counts = new Map<string, number>()
  const history: string[] = []
  const run = await begin(options, (what) => history.push(`    ${what}`))
  try {
    for (let n = 1; n <= options.operations; n += 1) {
      const operation = choose(run)
      history.push(`${n} ${operation.name}`)
      await operation.act(run)
      counts.set(operation.name, (counts.get(operation.name) ?? 0) + 1)
      if (operation.alone || run.dice.chance(comparedShare)) await run.compare()
      if (n % options.doctorEvery === 0) await visitDoctor(run)
    }
    if (options.operations % options.doctorEvery !== 0) await visitDoctor(run)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // All since the comparison before the last that found nothing wrong.
    const before = history.lastIndexOf('    compared', history.lastIndexOf('    compared') - 1)
    const last = history.slice(Math.max(0, Math.min(before, history.length - 60))).join('\n  ')
    throw new Error(`Seed ${options.seed} failed: ${message}\nThe last operations:\n  ${last}`, {
      cause: error,
    })
  } finally {
    await run.driver.stop()
  }
  return {
    operations: counts,
    kills: run.kills(),
    comparisons: run.comparisons(),
    photos: run.model.photos.size,
  }
}

async function begin({ seed, dir, smallDisk }: RunOptions, note: (what: string) => void) {
  const dice = diceOf(seed)
  const made = await contents()
  const dataDir = join(smallDisk ?? dir, 'data')
  const disk = faultDisk(dir, dice, note)
  const pictures = new Set<string>()
  let comparisons = 0
  let earlierKills = 0
  const run = {
    dice,
    disk,
    dataDir,
    smallDisk,
    driver: startDriver(dataDir),
    model: emptyModel,
    picture: () => {
      const content = made.picture(dice.int(made.looks))
      pictures.add(content.hash)
      return content
    },
    junk: () => made.junk(),
    note,
    kills: () => earlierKills + run.driver.kills,
    comparisons: () => comparisons,
    compare: async () => {
      const world = { files: disk.files(), isAway: disk.isAway }
      const look = () => placed(readRows(dataDir), disk, made.lookOf)
      // Files that were just written are left alone for a while: they may still be growing.
      await wait(Math.max(0, disk.touchedAtMs() + ripeMs - Date.now()))
      await run.driver.settle()
      while (await answerVanished(run, world, look())) await run.driver.settle()
      const rows = look()
      const wrong = differences(run.model, world, rows)
      if (wrong.length > 0) throw new Error(`The catalog is not what it must be:\n${wrong.join('\n')}`)
      run.model = adopted(run.model, rows, pictures)
      disk.compared()
      note('compared')
      comparisons += 1
    },
    restart: () => {
      earlierKills += run.driver.kills
      run.driver = startDriver(dataDir)
    },
  }
  for (const root of disk.roots) await run.driver.ask('roots.add', { path: disk.dirOf(root) })
  return run
}

/** When a root lost many at once, nothing of them may be marked before the person has spoken. Whether it was so. */
async function answerVanished(run: Run, world: World, rows: readonly PlacedRow[]): Promise<boolean> {
  const roots = await run.driver.ask('roots.list', {})
  const asking = roots.filter((root) => root.vanished !== null)
  const places = new Set(world.files.map(placeOf))
  for (const { id, path } of asking) {
    const root = run.disk.roots.find((one) => run.disk.dirOf(one) === path) ?? ''
    const gone = new Set(vanished(run.model, world, root).map((photo) => photo.id))
    const marked = rows.filter((row) => row.missing && gone.has(row.id))
    if (marked.length > 0) throw new Error(`${marked.length} photos of ${root} are marked missing unasked.`)
    // With those that went one by one not long before: they are asked about together.
    const asked = rows.filter((row) => row.root === root && !row.missing && !places.has(placeOf(row)))
    const areGone = run.dice.chance(0.7)
    run.note(`says that ${asked.length} photos of ${root} are ${areGone ? 'gone' : 'to be kept'}`)
    await run.driver.ask('roots.confirm-vanished', { rootId: id, gone: areGone })
    const spared = [...run.model.spared].filter((one) => run.model.photos.get(one)?.root !== root)
    run.model = {
      ...run.model,
      spared: new Set(areGone ? spared : [...spared, ...asked.map((row) => row.id)]),
    }
  }
  return asking.length > 0
}

/** Weights are shares; an operation that cannot be done now (no file left to move) is not chosen. */
function choose(run: Run): Operation {
  const able = operations.filter((operation) => operation.isPossible?.(run) ?? true)
  let at = run.dice.int(able.reduce((sum, { weight }) => sum + weight, 0))
  for (const operation of able) {
    at -= operation.weight
    if (at < 0) return operation
  }
  throw new Error('No operation is possible.')
}

function placed(
  rows: ReturnType<typeof readRows>,
  disk: FaultDisk,
  lookOf: (vector: Float32Array) => number | null,
): PlacedRow[] {
  const letters = new Map(disk.roots.map((root) => [disk.dirOf(root), root]))
  return rows.map((row) => ({
    ...row,
    root: letters.get(row.rootPath) ?? `unknown root ${row.rootPath}`,
    look: row.vector ? lookOf(row.vector) : null,
  }))
}

/** The command itself, as a person calls it: repairs once, then finds nothing more. */
async function visitDoctor(run: Awaited<ReturnType<typeof begin>>): Promise<void> {
  for (const root of run.disk.roots) if (run.disk.isAway(root)) run.disk.bringBack(root)
  await run.compare()
  await run.driver.stop()
  const doctor = async (...options: string[]) => {
    const { code, stdout, stderr } = await runCli(['doctor', ...options, '--json', '--data', run.dataDir])
    if (code !== 0) throw new Error(`sightline doctor ${options.join(' ')}: ${stdout}${stderr}`)
    return JSON.parse(stdout) as { findings: { subject: string; ok: boolean; message: string }[] }
  }
  const repaired = await doctor('--repair')
  // Thumbnails are what these operations take away; nothing else may ever need repair.
  const serious = repaired.findings.filter(({ ok, subject }) => !ok && subject !== 'thumbnails')
  if (serious.length > 0) throw new Error(`The doctor had to repair: ${JSON.stringify(serious)}`)
  const after = await doctor()
  const left = after.findings.filter(({ ok }) => !ok)
  if (left.length > 0) throw new Error(`The doctor still finds: ${JSON.stringify(left)}`)
  run.restart()
  await run.compare()
}
