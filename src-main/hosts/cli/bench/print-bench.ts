import type {
  BenchReport,
  BoundFigures,
  Recall,
  RetrievalFigures,
  Spread,
  SyntheticFigures,
} from './report.ts'
import type { Latency } from './timing.ts'

/** The report for people, a line for each figure, goals beside what was reached. */
export function printBench(report: BenchReport): string[] {
  const { machine, indexing, query, secondStart } = report
  return [
    `Machine      ${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
    `Photos       ${indexing.photos} in ${report.photosDir}, ${indexing.failed} unreadable`,
    `Indexing     ${indexing.photosPerSecond} photos/s, ${indexing.workers} workers, ${milliseconds(indexing.tookMs)} in all`,
    ...boundLines(report.bound),
    ...(report.retrieval ? retrievalLines(report.retrieval) : []),
    `Query        ${latency(query)}`,
    `Engine RSS   ${megabytes(report.engineRssBytes)}`,
    `Second start ${milliseconds(secondStart.tookMs)}, ${secondStart.embedded} embedded again`,
    ...(report.synthetic ? syntheticLines(report.synthetic) : []),
  ]
}

function boundLines({
  decodePerSecond,
  inferencePerSecond,
  photosPerSecond,
  share,
  goal,
}: BoundFigures): string[] {
  return [
    `  decode     ${decodePerSecond} photos/s alone`,
    `  inference  ${inferencePerSecond} photos/s alone`,
    `  together   ${photosPerSecond} photos/s at most; reached ${percent(share)} (${verdict(share >= goal, `at least ${percent(goal)}`)})`,
  ]
}

function retrievalLines(found: RetrievalFigures): string[] {
  const { captions, reference, matches, unrelated } = found
  return [
    `Retrieval    ${shares(found)} of ${captions} captions`,
    ...(reference
      ? [`  reference  ${shares(reference)} (${verdict(matches === true, 'within 1 point each')})`]
      : []),
    `  unrelated  ${spread(unrelated.textToImage)} of words and photos, ${spread(unrelated.imageToImage)} of two photos`,
  ]
}

function spread({ mean, std }: Spread): string {
  return `cosine ${mean.toFixed(3)} ± ${std.toFixed(3)}`
}

function shares({ r1, r5, r10 }: Recall): string {
  return `R@1 ${percent(r1)}, R@5 ${percent(r5)}, R@10 ${percent(r10)}`
}

function syntheticLines({ vectors, dim, exact, hnsw, query }: SyntheticFigures): string[] {
  const many = vectors.toLocaleString('en')
  const reached = verdict(query.p95Ms <= query.goalP95Ms, `at most ${query.goalP95Ms} ms`)
  return [
    `Among ${many} synthetic vectors of ${dim}`,
    `  exact      ${latency(exact)}`,
    ...(hnsw
      ? [
          `  HNSW       ${latency(hnsw)}; recall@10 ${percent(hnsw.recallAt10.photos)} of photo queries, ` +
            `${percent(hnsw.recallAt10.words)} of word queries; built in ${milliseconds(hnsw.buildMs)}`,
        ]
      : ['  HNSW       hnswlib-node is not installed']),
    `Query among ${many} photos (embeddings of ${query.dim})`,
    `  ${query.index.padEnd(10)} ${latency(query)} (${reached})`,
    `  engine RSS ${megabytes(query.engineRssBytes)}`,
  ]
}

function latency({ p50Ms, p95Ms, calls }: Latency): string {
  return `p50 ${p50Ms} ms, p95 ${p95Ms} ms (${calls} queries)`
}

export function verdict(reached: boolean, goal: string): string {
  return `goal ${goal}: ${reached ? 'reached' : 'NOT reached'}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

export function milliseconds(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`
}
