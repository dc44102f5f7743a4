import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { machine } from '../machine.ts'
import { benchEngine, warmUp } from '../pipeline.ts'
import { measureFormats, type FormatSources } from './formats.ts'
import { startDiskHelper, type DiskHelper } from './helper.ts'
import type { DiskReport } from './report.ts'
import { starterSpace } from '../starter-space.ts'
import { measureUnchanged } from './unchanged.ts'
import { until } from './until.ts'
import { measureFresh, measureMoves, measureStorm } from './watched.ts'

export interface DiskBenchOptions extends FormatSources {
  /** Files of the unchanged library. Default 100,000. */
  readonly files?: number | undefined
  /** Files that are unpacked at once, and moved. Default 10,000. */
  readonly moved?: number | undefined
  /** Photos that arrive one at a time. */
  readonly fresh?: number | undefined
  /** Where a folder is made for the time of the benchmark; by default the system's temporary folder. */
  readonly scratchParent?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: string) => void
}

/** The longer side of photos whose number matters, not their size. */
const smallSide = 320
/** As large as photos are sent around. */
const freshSide = 1_600

/** Measures how Sightline gets on with disks, in a fresh folder that is removed afterwards. */
export async function runDiskBench(options: DiskBenchOptions = {}): Promise<DiskReport> {
  const parent = resolve(options.scratchParent ?? tmpdir())
  await mkdir(parent, { recursive: true })
  const scratchDir = await mkdtemp(join(parent, 'sightline-bench-'))
  const helper = startDiskHelper()
  try {
    return await measureAll(scratchDir, helper, options)
  } finally {
    helper.stop()
    await rm(scratchDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureAll(
  scratchDir: string,
  helper: DiskHelper,
  options: DiskBenchOptions,
): Promise<DiskReport> {
  const { signal, files = 100_000, onStep } = options
  onStep?.(`a scan of ${files.toLocaleString('en')} unchanged files`)
  const scan = await measureUnchanged(scratchDir, files, helper, signal)
  onStep?.('the formats, one after another')
  const formats = await inFormats(scratchDir, helper, options)
  const watched = await whileWatching(scratchDir, helper, options)
  return { machine: machine(), scan, formats, ...watched }
}

async function inFormats(scratchDir: string, helper: DiskHelper, options: DiskBenchOptions) {
  const engine = await benchEngine(join(scratchDir, 'formats-data'))
  try {
    await warmUp(engine, join(scratchDir, 'warm-up'), options.signal)
    return await measureFormats(engine, scratchDir, options, helper, options.signal)
  } finally {
    await engine.stop()
  }
}

async function whileWatching(
  scratchDir: string,
  helper: DiskHelper,
  { signal, onStep, moved = 10_000, fresh = 20 }: DiskBenchOptions,
): Promise<Pick<DiskReport, 'fresh' | 'storm' | 'moves'>> {
  const at = (name: string) => join(scratchDir, name)
  const [small, medium] = [at('small.jpg'), at('medium.jpg')]
  await helper.do({ kind: 'paint', file: small, side: smallSide, format: 'jpeg', seed: 2 })
  await helper.do({ kind: 'paint', file: medium, side: freshSide, format: 'jpeg', seed: 3 })
  const [rootDir, otherDir, dataDir] = [at('watched'), at('watched-too'), at('watched-data')]
  await mkdir(rootDir)
  await mkdir(otherDir)
  let looks = 0
  const engine = await benchEngine(dataDir, {
    log: (level, message) => void (level === 'debug' && message.startsWith('looked at ') && (looks += 1)),
  })
  try {
    await warmUp(engine, at('warm-up-too'), signal)
    for (const path of [rootDir, otherDir]) await engine.handlers['roots.add']({ path })
    const isScanned = async () =>
      (await engine.handlers['roots.list']({})).every((root) => root.lastScanAtMs !== null)
    await until('the new folders are scanned', isScanned, 50, signal)
    const scans = () => looks
    const library = { engine, dataDir, modelId: starterSpace().space, rootDir, otherDir, scans, signal }
    onStep?.('new photos, one at a time')
    const freshFigures = await measureFresh(library, medium, fresh)
    onStep?.(`${moved.toLocaleString('en')} files unpacked at once`)
    const storm = await measureStorm(library, small, moved, helper)
    onStep?.(`a move of ${moved.toLocaleString('en')} files`)
    return { fresh: freshFigures, storm, moves: await measureMoves(library) }
  } finally {
    await engine.stop()
  }
}
