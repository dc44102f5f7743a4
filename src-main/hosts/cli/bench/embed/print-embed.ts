import { megabytes, milliseconds, verdict } from '../print-bench.ts'
import type { Latency } from '../timing.ts'
import type { EmbedBound, EmbedReport, ModelFigures, PoolFigures } from './report.ts'

/** The report for people, a line for each figure, goals beside what was reached. */
export function printEmbedBench({ machine, loadBefore, pictures, models, agreement }: EmbedReport): string[] {
  const { count, megapixels, fileBytes } = pictures
  return [
    `Machine      ${machine.processor}, ${machine.cores} cores, Node ${machine.node}, load ${loadBefore} before`,
    `Pictures     ${count} JPEGs of ${megapixels.toFixed(1)} megapixels, ${megabytes(fileBytes)} each`,
    ...models.flatMap(modelLines),
    `Agreement    int8 and float32 of the same weights: cosine ${agreement.median.toFixed(4)}, at least ${agreement.least.toFixed(4)}`,
  ]
}

function modelLines({ precision, visionBytes, textBytes, ...figures }: ModelFigures): string[] {
  const { bound, indexing } = figures
  const { processes, threads } = bound.inferenceWay
  const failed = indexing.failed > 0 ? `, ${indexing.failed} FAILED` : ''
  const memory =
    indexing.workerRssBytes === null ? 'this system does not tell' : megabytes(indexing.workerRssBytes)
  return [
    `${precision.padEnd(12)} random weights, vision ${megabytes(visionBytes)}, text ${megabytes(textBytes)}`,
    `  end to end ${indexing.picturesPerSecond} pictures/s, ${indexing.workers} workers ${tuningText(indexing)}${failed}`,
    `  decode     ${bound.decodePerSecond} pictures/s alone, all cores at work`,
    `  inference  ${bound.inferencePerSecond} pictures/s alone, all cores at work (${processes} x ${threads} threads)`,
    `  bound      1 / (1 / decode + 1 / inference) = ${bound.photosPerSecond} pictures/s, as both need the same cores;` +
      ` reached ${percent(bound.share)} (${verdict(bound.share >= bound.goal, `at least ${percent(bound.goal)}`)})`,
    `  core time  ${coreText(bound, indexing)}`,
    ...peerLines(figures),
    `  memory     ${memory} a worker at most`,
    ...textLines(figures),
  ]
}

function peerLines({ peer, ratio, ratioGoal }: Pick<ModelFigures, 'peer' | 'ratio' | 'ratioGoal'>): string[] {
  if ('missing' in peer || ratio === null) {
    return [`  compared   not measured: ${'missing' in peer ? peer.missing : 'no figures'}`]
  }
  const { picturesPerSecond, readMs, processMs, inferMs, agreement } = peer
  return [
    `  compared   ${ratio} times @huggingface/transformers (${verdict(ratio >= ratioGoal, `at least ${ratioGoal} times`)})`,
    `             which reaches ${picturesPerSecond} pictures/s one at a time: read ${milliseconds(readMs)},` +
      ` process ${milliseconds(processMs)}, infer ${milliseconds(inferMs)}; cosine with ours at least ${agreement.toFixed(4)}`,
  ]
}

function textLines({ text }: Pick<ModelFigures, 'text'>): string[] {
  const { alone, whileIndexing, goalP95Ms, comeBackMs, goalComeBackMs } = text
  const reached = (each: Latency) => verdict(each.p95Ms < goalP95Ms, `under ${goalP95Ms} ms`)
  return [
    `  text       p50 ${alone.p50Ms} ms, p95 ${alone.p95Ms} ms alone (${reached(alone)})`,
    `             p50 ${whileIndexing.p50Ms} ms, p95 ${whileIndexing.p95Ms} ms while indexing (${reached(whileIndexing)})`,
    `  come back  ${milliseconds(comeBackMs)} to an answer after the model left the memory (${verdict(comeBackMs < goalComeBackMs, `under ${milliseconds(goalComeBackMs)}`)})`,
  ]
}

function coreText({ decodeCoreMs, inferenceCoreMs }: EmbedBound, { coreMsEach }: PoolFigures): string {
  const alone = decodeCoreMs + inferenceCoreMs
  const together =
    coreMsEach === null ? '' : `; both together ${coreMsEach} ms, ${percent(alone / coreMsEach)} of it needed`
  return `decode ${decodeCoreMs} ms + inference ${inferenceCoreMs} ms a picture${together}`
}

function tuningText({ threads, batchSize }: PoolFigures): string {
  return threads === null ? 'as usual' : `of ${threads} threads in batches of ${batchSize}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
