import { expect, it } from 'vitest'
import { printBench } from '../../src-main/hosts/cli/bench/print-bench.ts'
import type { BenchReport } from '../../src-main/hosts/cli/bench/report.ts'
import { synthetic } from '../../src-main/hosts/cli/bench/synthetic.ts'
import { latencyOf } from '../../src-main/hosts/cli/bench/timing.ts'

it('gives the middle and the slow end of many times', () => {
  const times = Array.from({ length: 100 }, (_, n) => 100 - n)
  expect(latencyOf(times)).toEqual({ calls: 100, p50Ms: 51, p95Ms: 96 })
  expect(latencyOf([])).toEqual({ calls: 0, p50Ms: 0, p95Ms: 0 })
})

it('makes up the same vectors each time, all of unit length', () => {
  const [a, b] = [synthetic(24), synthetic(24)]
  for (const vector of [a.photo(), a.words()]) expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  b.photo()
  b.words()
  expect(a.photo()).toEqual(b.photo())
})

it('prints goals beside what was reached', () => {
  const latency = { calls: 10, p50Ms: 1, p95Ms: 60 }
  const report: BenchReport = {
    machine: { cores: 2, processor: 'A processor', node: '24.0.0' },
    photosDir: 'photos',
    indexing: { photos: 500, failed: 0, workers: 2, tookMs: 5_000, photosPerSecond: 100 },
    bound: { decodePerSecond: 200, inferencePerSecond: 250, photosPerSecond: 111.1, share: 0.9, goal: 0.85 },
    retrieval: {
      captions: 2_500,
      r1: 0.08,
      r5: 0.25,
      r10: 0.37,
      reference: { r1: 0.1, r5: 0.25, r10: 0.37 },
      matches: false,
      unrelated: { textToImage: { mean: 0.02, std: 0.11 }, imageToImage: { mean: 0.2, std: 0.15 } },
    },
    query: latency,
    engineRssBytes: 200 * 2 ** 20,
    secondStart: { tookMs: 60, embedded: 0 },
    synthetic: {
      vectors: 100_000,
      dim: 512,
      exact: latency,
      hnsw: null,
      query: {
        ...latency,
        dim: 256,
        index: 'exact',
        goalP95Ms: 50,
        engineRssBytes: 2 ** 29,
      },
    },
  }
  const text = printBench(report).join('\n')
  expect(text).toContain('reached 90.0 % (goal at least 85.0 %: reached)')
  expect(text).toContain('(goal within 1 point each: NOT reached)')
  expect(text).toContain('cosine 0.020 ± 0.110 of words and photos, cosine 0.200 ± 0.150 of two photos')
  expect(text).toContain('p95 60 ms (10 queries) (goal at most 50 ms: NOT reached)')
  expect(text).toContain('0 embedded again')
})
