import { megabytes, milliseconds, verdict } from '../print-bench.ts'
import type { Latency } from '../timing.ts'
import type { LibraryFigures, PeerFigures, RecallFigures, ScanFigures, SearchReport } from './report.ts'

/** The report for people, goals beside what was reached. */
export function printSearchBench({
  machine,
  loadBefore,
  recall,
  scans,
  libraries,
  skipped,
}: SearchReport): string[] {
  return [
    `Machine      ${machine.processor}, ${machine.cores} cores, Node ${machine.node}; load before ${loadBefore}`,
    ...(recall ? recallLines(recall) : []),
    ...(scans ? scanLines(scans) : []),
    ...libraries.flatMap(libraryLines),
    ...skipped,
  ]
}

function recallLines(found: RecallFigures): string[] {
  const { embeddings, photos, dim, queries, bytes, hnsw, goal } = found
  const reached = (recall: number) =>
    `${share(recall)} (${verdict(recall >= goal, `at least ${share(goal)}`)})`
  return [
    `Recall@50 of ${queries} captions among ${count(embeddings)} parts of ${photos} photos (embeddings of ${dim})`,
    `  bytes      ${reached(bytes)}`,
    hnsw
      ? `  HNSW       ${reached(hnsw.recall)} with breadth ${hnsw.breadth}, ${share(hnsw.recallAtFirst)} with 1; ${latency(hnsw.query)}`
      : '  HNSW       hnswlib-node is not installed',
  ]
}

function scanLines({
  vectors,
  dim,
  bytes,
  bytesRanked,
  float32,
  hnsw,
  faiss,
  sqliteVec,
}: ScanFigures): string[] {
  return [
    `The 50 nearest of ${count(vectors)} made-up vectors of ${dim}`,
    `  bytes      ${latency(bytes)}; with the best ranked anew ${latency(bytesRanked)}`,
    `  JavaScript ${latency(float32)}, float32`,
    `  FAISS flat ${peer(faiss)}`,
    `  sqlite-vec ${peer(sqliteVec)}`,
    hnsw
      ? `  HNSW       ${latency(hnsw)}; recall ${share(hnsw.recall)} with breadth ${hnsw.breadth}; built in ${milliseconds(hnsw.buildMs)}`
      : '  HNSW       hnswlib-node is not installed',
  ]
}

function libraryLines(library: LibraryFigures): string[] {
  const {
    photos,
    dim,
    catalogBytes,
    startMs,
    index,
    kinds,
    goalP95Ms,
    rssBytes,
    peakRssBytes,
    goalRssBytes,
  } = library
  const memory =
    goalRssBytes === null
      ? ''
      : ` (${verdict(peakRssBytes <= goalRssBytes, `at most ${megabytes(goalRssBytes)}`)})`
  return [
    `Queries among ${count(photos)} photos (embeddings of ${dim}, ${index} search, catalog of ${megabytes(catalogBytes)}), words to page`,
    ...kinds.flatMap(({ name, example, query }) => [
      `  ${name}: ${latency(query)} (${verdict(query.p95Ms <= goalP95Ms, `at most ${goalP95Ms} ms`)})`,
      `    such as ${example}`,
    ]),
    `  start      ${milliseconds(startMs)}`,
    `  engine RSS ${megabytes(rssBytes)}, at most ${megabytes(peakRssBytes)}${memory}`,
  ]
}

function peer(figures: PeerFigures | string): string {
  if (typeof figures === 'string') return figures
  return `${latency(figures)}, version ${figures.version}, gives ${share(figures.agreement)} of the true 50`
}

function latency({ p50Ms, p95Ms }: Latency): string {
  return `p50 ${p50Ms} ms, p95 ${p95Ms} ms`
}

function share(value: number): string {
  return `${(value * 100).toFixed(2)} %`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
