import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { CodedError } from '../../src-preload/contract/index.ts'
import { testEngine } from '../helpers/engine.ts'
import { fillDisk } from '../helpers/small-disk.ts'
import { placeOf } from './model.ts'
import type { Operation } from './operations.ts'
import type { Run } from './run.ts'

/** What goes wrong: with processes, disks, and the caches in the data folder. */
export const faultOperations: readonly Operation[] = [
  {
    name: 'kill -9 the engine',
    weight: 8,
    act: (run) => run.driver.killIn(run.dice.int(250)),
  },
  { name: 'kill a worker', weight: 6, act: killWorker },
  {
    name: 'fill the disk',
    weight: 2,
    alone: true,
    isPossible: (run) => run.smallDisk !== null && run.disk.rootsThere().length > 0,
    act: fillAndGoOn,
  },
  {
    name: 'delete many files',
    weight: 2,
    alone: true,
    isPossible: (run) => run.disk.untouched().length > 20,
    act: (run) => {
      const root = run.dice.pick(run.disk.rootsThere())
      const files = run.disk.untouched(root)
      for (const file of run.dice.some(files, Math.ceil(files.length * 0.4))) run.disk.remove(file)
    },
  },
  {
    name: 'take a root away',
    weight: 4,
    alone: true,
    isPossible: (run) => run.disk.rootsThere().length > 1,
    act: async (run) => {
      await run.compare()
      run.disk.takeAway(run.dice.pick(run.disk.rootsThere()))
    },
  },
  {
    name: 'bring a root back',
    weight: 12,
    alone: true,
    isPossible: (run) => run.disk.rootsThere().length < run.disk.roots.length,
    act: (run) => run.disk.bringBack(run.dice.pick(run.disk.roots.filter(run.disk.isAway))),
  },
  {
    name: 'bring a root back under another name',
    weight: 6,
    alone: true,
    isPossible: (run) => run.disk.rootsThere().length < run.disk.roots.length,
    act: bringBackElsewhere,
  },
  { name: 'start a second engine', weight: 2, act: startSecond },
  { name: 'back the catalog up', weight: 3, act: backUp },
  { name: 'damage the index', weight: 4, act: damageIndex },
  { name: 'delete thumbnails', weight: 5, act: deleteThumbnails },
  {
    name: 'change settings',
    weight: 4,
    act: async (run) => {
      const [workers, speed] = [
        run.dice.pick([null, 1, 2]),
        run.dice.pick(['gentle', 'normal', 'full'] as const),
      ]
      await run.driver.ask('settings.set', { workers, speed })
    },
  },
]

/** As a disk gets another mount point: the person names the folder, and it must be the root that it was. */
async function bringBackElsewhere(run: Run): Promise<void> {
  const root = run.dice.pick(run.disk.roots.filter(run.disk.isAway))
  const before = run.disk.dirOf(root)
  const under = `${before.replace(/-at-\d+$/, '')}-at-${run.dice.int(1_000_000)}`
  const photos = [...run.model.photos.values()].filter((photo) => photo.root === root && !photo.missing)
  // A root is recognised by its photos: not without any that are there.
  const isLikeItself = photos.some(({ id }) => !run.model.spared.has(id))
  run.disk.bringBack(root, isLikeItself ? under : undefined)
  if (!isLikeItself) return
  const { kind } = await run.driver.ask('roots.add', { path: under })
  if (kind !== 'returned' && kind !== 'already') throw new Error(`Root ${root} came back and was ${kind}.`)
}

function killWorker(run: Run): void {
  const [pid] = run.dice.some(run.driver.workers(), 1)
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

/** New photos arrive while nothing can be written; now and then the engine dies of it too. */
async function fillAndGoOn(run: Run): Promise<void> {
  await run.compare()
  const makeRoom = fillDisk(run.smallDisk ?? '', run.dice.pick([0, 0, 4_096, 60_000, 200_000]))
  try {
    for (let n = 2 + run.dice.int(6); n > 0; n -= 1) run.disk.write(run.disk.freePlace(), run.picture())
    if (run.dice.chance(0.3)) run.driver.killIn(run.dice.int(600))
    await wait(300 + run.dice.int(700))
  } finally {
    makeRoom()
  }
}

/** On the same data folder: it says so, unless the first has just been killed. */
async function startSecond(run: Run): Promise<void> {
  // An engine may be killed with its answer already under way: that it is dead is seen a little later.
  const kills = run.driver.kills
  const wasDoomed = run.driver.isDoomed()
  await run.driver.ask('engine.info', {})
  try {
    await (await testEngine(run.dataDir)).stop()
  } catch (error) {
    if (error instanceof CodedError && error.code === 'data-folder-busy') return
    throw error
  }
  if (run.driver.kills === kills && !wasDoomed && !run.driver.isDoomed())
    throw new Error('Two engines have one data folder.')
}

/** A backup made while all goes on is whole, and holds every photo that was known. */
async function backUp(run: Run): Promise<void> {
  const { path } = await run.driver.ask('library.backup', {})
  const db = new Database(path, { readonly: true })
  try {
    const said = db.pragma('integrity_check', { simple: true })
    if (said !== 'ok') throw new Error(`The backup is damaged: ${String(said)}`)
    const held = new Set(db.prepare('SELECT id FROM photos').pluck().all())
    const lost = [...run.model.photos.keys()].filter((id) => !held.has(id))
    if (lost.length > 0) throw new Error(`The backup lacks the photos ${lost.join(', ')}`)
  } finally {
    db.close()
    rmSync(path)
  }
}

/** Cut short, scribbled over, or something that is no index at all. */
function damageIndex({ dataDir, dice }: Run): void {
  const dir = join(dataDir, 'vectors')
  mkdirSync(dir, { recursive: true })
  const [name = 'starter.hnsw'] = dice.some(readdirSync(dir), 1)
  const file = join(dir, name)
  if (existsSync(file) && dice.chance(0.5)) truncateSync(file, dice.int(64))
  else writeFileSync(file, 'no index')
}

async function deleteThumbnails(run: Run): Promise<void> {
  const dir = join(run.dataDir, 'thumbnails')
  if (!existsSync(dir)) return
  const folders = run.dice.some(readdirSync(dir), 1 + run.dice.int(4))
  for (const folder of folders) rmSync(join(dir, folder), { recursive: true, force: true })
  const [file] = run.dice.some(run.disk.untouched(), 1)
  const photo = [...run.model.photos.values()].find((one) => file && placeOf(one) === placeOf(file))
  if (!photo?.hash) return
  const bytes = await run.driver.thumbnail(photo.id)
  const start = Buffer.from(bytes?.subarray(8, 12) ?? []).toString('latin1')
  if (start !== 'WEBP') throw new Error(`Photo ${photo.id} has no thumbnail when it is asked for.`)
}
