import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { printEmbedBench } from '../../src-main/hosts/cli/bench/embed/print-embed.ts'
import { runEmbedBench } from '../../src-main/hosts/cli/bench/embed/run-embed-bench.ts'
import { miniature } from '../../src-main/hosts/cli/bench/towers/shapes.ts'
import { tempDir } from '../helpers/temp.ts'

const dir = tempDir('bench-embed')

it('measures pictures and words in both precisions beside a peer, and leaves nothing behind', async () => {
  const scratchParent = join(dir, 'scratch')
  const report = await runEmbedBench({ scratchParent, pictures: 6, side: 480, shape: miniature, texts: 5 })
  expect(report.pictures.count).toBe(6)
  expect(report.models.map(({ precision }) => precision)).toEqual(['int8', 'float32'])
  expect(report.agreement.least).toBeGreaterThan(0.99)
  for (const { indexing, bound, peer, ratio, text } of report.models) {
    expect(indexing).toMatchObject({ pictures: 6, failed: 0 })
    const alone = 1 / (1 / bound.decodePerSecond + 1 / bound.inferencePerSecond)
    expect(bound.photosPerSecond).toBeCloseTo(alone, 0)
    expect(bound.share).toBeCloseTo(indexing.picturesPerSecond / bound.photosPerSecond, 1)
    // The same pictures, read whole and in double precision, by somebody else's code.
    expect(peer).toMatchObject({ pictures: 6, agreement: expect.any(Number) as number })
    expect('agreement' in peer && peer.agreement).toBeGreaterThan(0.98)
    expect(ratio).toBeGreaterThan(0)
    expect(bound.decodeCoreMs).toBeGreaterThan(0)
    expect(bound.inferenceCoreMs).toBeGreaterThan(0)
    expect(text.alone.calls).toBe(5)
    expect(text.whileIndexing.calls).toBe(8)
    expect(text.comeBackMs).toBeGreaterThan(0)
  }
  expect(printEmbedBench(report).join('\n')).toMatch(
    /times @huggingface\/transformers \(goal at least 2 times/,
  )
  expect(readdirSync(scratchParent)).toEqual([])
}, 120_000)

it('prints goals that were missed, and a peer that is not installed', () => {
  const latency = { calls: 5, p50Ms: 80, p95Ms: 130 }
  const lines = printEmbedBench({
    machine: { cores: 2, processor: 'A processor', node: '24.0.0' },
    loadBefore: 0.1,
    pictures: { count: 6, megapixels: 12, fileBytes: 2 ** 21 },
    agreement: { least: 0.99, median: 0.995 },
    models: [
      {
        precision: 'int8',
        visionBytes: 2 ** 26,
        textBytes: 2 ** 25,
        bound: {
          decodePerSecond: 30,
          inferencePerSecond: 30,
          photosPerSecond: 15,
          share: 0.8,
          goal: 0.85,
          inferenceWay: { processes: 2, threads: 1 },
          decodeCoreMs: 40,
          inferenceCoreMs: 65,
        },
        indexing: {
          pictures: 6,
          failed: 1,
          workers: 2,
          threads: 1,
          batchSize: 8,
          tookMs: 500,
          picturesPerSecond: 12,
          coreMsEach: 110,
          workerRssBytes: null,
        },
        peer: { missing: 'it is not installed' },
        ratio: null,
        ratioGoal: 2,
        text: {
          alone: latency,
          whileIndexing: latency,
          goalP95Ms: 100,
          comeBackMs: 1_200,
          goalComeBackMs: 1_000,
        },
      },
    ],
  })
  const text = lines.join('\n')
  expect(text).toContain('12 pictures/s, 2 workers of 1 threads in batches of 8, 1 FAILED')
  expect(text).toContain('reached 80.0 % (goal at least 85.0 %: NOT reached)')
  expect(text).toContain(
    'decode 40 ms + inference 65 ms a picture; both together 110 ms, 95.5 % of it needed',
  )
  expect(text).toContain('compared   not measured: it is not installed')
  expect(text).toContain('p95 130 ms while indexing (goal under 100 ms: NOT reached)')
  expect(text).toContain(
    '1200 ms to an answer after the model left the memory (goal under 1000 ms: NOT reached)',
  )
})
