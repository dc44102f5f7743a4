import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runDiskBench } from '../../src-main/hosts/cli/bench/disk/run-disk-bench.ts'
import { runCli } from '../helpers/cli.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bench-disk')

it('measures scans, formats, new photos, a storm and moves in one run, and leaves nothing behind', async () => {
  const scratchParent = join(dir, 'scratch')
  const report = await runDiskBench({ scratchParent, side: 480, files: 450, moved: 40, fresh: 2 })
  expect(report.scan).toMatchObject({ files: 450 })
  expect([0, null]).toContain(report.scan.contentsRead)
  const formats = new Map(report.formats.map((figures) => [figures.name, figures]))
  expect([...formats.keys()]).toEqual(['JPEG', 'HEIC', 'RAW', 'PNG'])
  expect(formats.get('JPEG')).toMatchObject({ photos: 48, failed: 0 })
  expect(formats.get('PNG')).toMatchObject({ photos: 16, failed: 0 })
  expect(report.fresh).toMatchObject({ calls: 2 })
  expect(report.storm).toMatchObject({ files: 40 })
  expect(report.storm.scans).toBeGreaterThan(0)
  expect(report.moves).toMatchObject([
    { name: 'within a root', files: 40, idsKept: 40, decoded: 0 },
    { name: 'to another root', files: 40, idsKept: 40, decoded: 0 },
  ])
  expect(readdirSync(scratchParent)).toEqual([])
})

it('is asked for by its name alone', async () => {
  const run = await runCli(['bench', 'disc', '--json'])
  expect(run).toMatchObject({ code: 2 })
  expect(run.json()).toMatchObject({ error: { code: 'bad-arguments' } })
})
