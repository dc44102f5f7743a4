import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { smallDisk, whyNoSmallDisk } from '../helpers/small-disk.ts'
import { tempDir } from '../helpers/temp.ts'
import { runFaults } from './run.ts'
import { regressionSeeds } from './seeds.ts'

// New seeds each time; SIGHTLINE_FAULT_SEED=n runs that one, SIGHTLINE_FAULT_OPERATIONS so many operations of it.
const asked = process.env['SIGHTLINE_FAULT_SEED']
const count = Number(process.env['SIGHTLINE_FAULT_OPERATIONS'] ?? 150)
const againCount = Math.min(count, 60)
const newSeed = () => Math.floor(Math.random() * 2 ** 31)

// Most of a run is waiting for files to be old enough: the runs wait together.
describe('whatever happens, in any order, the catalog holds what it must', () => {
  const runs = asked
    ? [[Number(asked), count] as const]
    : [
        ...[newSeed(), newSeed()].map((one) => [one, count] as const),
        ...regressionSeeds.map((one) => [one, againCount] as const),
      ]
  it.concurrent.each(runs)('seed %i, %i operations', { timeout: 600_000 }, async (seed, count) => {
    const disk = smallDisk(48)
    if (!disk) console.log(`Without full disks: ${whyNoSmallDisk}`)
    const started = performance.now()
    const report = await runFaults({
      seed,
      operations: count,
      dir: join(tempDir('faults')),
      smallDisk: disk,
      doctorEvery: 100,
    })
    const tookS = ((performance.now() - started) / 1_000).toFixed(1)
    const done = [...report.operations].map(([name, times]) => `${name}: ${times}`).join(', ')
    console.log(
      `Seed ${seed}: ${report.photos} photos, ${report.comparisons} comparisons, ${report.kills} engines killed, ${tookS} s. ${done}`,
    )
    expect([...report.operations.values()].reduce((sum, times) => sum + times, 0)).toBe(count)
  })
})
