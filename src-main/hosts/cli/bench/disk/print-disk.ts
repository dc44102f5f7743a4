import { megabytes, milliseconds, verdict } from '../print-bench.ts'
import type { DiskReport, FormatFigures, MoveFigures, ScanFigures } from './report.ts'

/** The report for people, a line for each figure, goals beside what was reached. */
export function printDiskBench({ machine, scan, formats, fresh, storm, moves }: DiskReport): string[] {
  const freshGoal = verdict(fresh.p95Ms <= fresh.goalMs, `at most ${milliseconds(fresh.goalMs)}`)
  return [
    `Machine      ${machine.processor}, ${machine.cores} cores, Node ${machine.node}`,
    ...scanLines(scan),
    'Formats',
    ...formats.map(formatLine),
    `New photo    searchable p50 ${milliseconds(fresh.p50Ms)}, p95 ${milliseconds(fresh.p95Ms)} after its last write (${fresh.calls} photos) (${freshGoal})`,
    `Storm        ${many(storm.files)} files unpacked in ${milliseconds(storm.unpackMs)}, all searchable ${milliseconds(storm.searchableMs)} later; ${many(storm.scans)} looks at the disk`,
    ...moves.map(moveLine),
  ]
}

function scanLines({ files, tookMs, firstMs, filesPerSecond, contentsRead, goalMs }: ScanFigures): string[] {
  const read = contentsRead === null ? 'this disk does not tell' : many(contentsRead)
  return [
    `Scan         ${many(files)} unchanged files in ${milliseconds(tookMs)}, ${many(Math.round(filesPerSecond))} files/s (${verdict(tookMs < goalMs, `under ${milliseconds(goalMs)}`)})`,
    `  first      ${milliseconds(firstMs)}`,
    `  opened     ${read}`,
  ]
}

function formatLine({
  name,
  source,
  photos,
  failed,
  reason,
  fileBytes,
  photosPerSecond,
}: FormatFigures): string {
  const start = `  ${name.padEnd(10)} `
  if (photos + failed === 0) return `${start}not measured: ${source}`
  const rate = photos > 0 ? `${photosPerSecond} photos/s` : 'none'
  const trouble = failed > 0 ? `; ${failed} unreadable: ${reason}` : ''
  return `${start}${rate}, ${photos} of ${megabytes(fileBytes)} (${source})${trouble}`
}

function moveLine({ name, files, tookMs, idsKept, decoded }: MoveFigures): string {
  return `Move         ${many(files)} files ${name} in ${milliseconds(tookMs)}; ${many(idsKept)} kept their number, ${many(decoded)} decoded again`
}

function many(count: number): string {
  return count.toLocaleString('en')
}
