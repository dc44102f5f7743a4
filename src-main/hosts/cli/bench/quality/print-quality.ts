import { verdict } from '../print-bench.ts'
import type { AbsentFigures, HalfFigures, QualityReport, WordFigures } from './report.ts'

/** The report for people: a line for each word, then the halves with the goals beside what was reached. */
export function printQuality(report: QualityReport): string[] {
  const { recall, words, absent, tuned, heldOut, amongDrawings, goals } = report
  return [
    `Photos       ${report.photos} in ${report.photosDir}, ${report.model}`,
    `Captions     R@1 ${percent(recall.r1)}, R@5 ${percent(recall.r5)}, R@10 ${percent(recall.r10)} of ${report.captions}`,
    `Words          photos  likely   average  precision   recall       F1  best F1   (* held out)`,
    ...words.map(wordLine),
    `Absent       ${absent.map(absentWord).join(', ')}`,
    `Tuned on     ${halfLine(tuned)}`,
    `Held out     ${halfLine(heldOut)}`,
    `  divider    ${percent(heldOut.share)} of the best F1 (${verdict(heldOut.share >= goals.share, `at least ${percent(goals.share)}`)})`,
    `  speaks     ${percent(heldOut.speaks)} of words with three photos or more (${verdict(heldOut.speaks >= goals.speaks, `at least ${percent(goals.speaks)}`)})`,
    `  silent     ${percent(heldOut.silent)} of absent words (${verdict(heldOut.silent >= goals.silent, `at least ${percent(goals.silent)}`)})`,
    `Beside ${amongDrawings.drawings} drawings`,
    `  tuned on   ${halfLine(amongDrawings.tuned)}`,
    `  held out   ${halfLine(amongDrawings.heldOut)}`,
  ]
}

function wordLine(figures: WordFigures): string {
  const shares = [
    figures.averagePrecision,
    figures.precision,
    figures.recall,
    figures.f1,
    figures.bestF1,
  ].map((value) => percent(value).padStart(9))
  const name = `${figures.isHeldOut ? '*' : ' '} ${figures.word}`.padEnd(15)
  return `  ${name}${String(figures.relevant).padStart(4)}${String(figures.likely).padStart(8)} ${shares.join('')}`
}

function absentWord({ word, isHeldOut, likely }: AbsentFigures): string {
  return `${word}${isHeldOut ? '*' : ''} ${likely}`
}

function halfLine(half: HalfFigures): string {
  return (
    `${half.words} words: average precision ${percent(half.averagePrecision)}; likely: precision ${percent(half.precision)}, ` +
    `recall ${percent(half.recall)}, F1 ${percent(half.f1)} of ${percent(half.bestF1)} (${percent(half.share)}); ` +
    `${percent(half.speaks)} speak; ${half.absent} absent: ${percent(half.silent)} silent`
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
