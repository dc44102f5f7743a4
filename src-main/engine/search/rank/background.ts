import { moments } from './numbers.ts'

/** What the cosines of one query with a library look like. */
export interface Background {
  readonly count: number
  /** Half of them are below. */
  readonly middle: number
  /** Standard deviation of the lower half, mirrored: what is found must not widen it. 0 for equal values. */
  readonly spread: number
  readonly best: number
  /** The mean of the best hundredth, and of five at least: in a sample it is the same as in the whole. */
  readonly top: number
  readonly mean: number
  /** Skewness: above 0 where few are high and most are low. 0 for equal values. */
  readonly skew: number
}

/** A cosine lies between -1 and 1: fine enough for a two-thousandth, and quick for a million. */
const bins = 4_096
const binWidth = 2 / bins
const topShare = 0.01
const fewestInTop = 5

/** One pass over the values, some over the bins: no sorting. Values that are no numbers are left out. */
export function backgroundOf(cosines: Float32Array): Background {
  const counts = new Uint32Array(bins)
  const sums = new Float64Array(bins)
  let [count, best] = [0, -Infinity]
  for (let at = 0; at < cosines.length; at += 1) {
    const value = cosines[at] as number
    if (!(value >= -2 && value <= 2)) continue
    const bin = Math.min(bins - 1, Math.max(0, ((value + 1) / binWidth) | 0))
    counts[bin] = (counts[bin] as number) + 1
    sums[bin] = (sums[bin] as number) + value
    count += 1
    if (value > best) best = value
  }
  if (count === 0) return { count, middle: 0, spread: 0, best, top: -Infinity, mean: 0, skew: 0 }
  const middleBin = binBelow(counts, count / 2)
  return {
    count,
    middle: meanOfBin(middleBin, counts, sums),
    spread: lowerSpread(counts, middleBin),
    best,
    top: topMean(counts, sums, Math.min(count, Math.max(fewestInTop, Math.round(count * topShare)))),
    ...meanAndSkew(cosines),
  }
}

function meanAndSkew(cosines: Float32Array): Pick<Background, 'mean' | 'skew'> {
  const isSound = cosines.every((value) => value >= -2 && value <= 2)
  const { mean, skew } = moments(isSound ? cosines : cosines.filter((value) => value >= -2 && value <= 2))
  return { mean, skew }
}

function binBelow(counts: Uint32Array, wanted: number): number {
  let seen = 0
  for (let bin = 0; bin < bins; bin += 1) {
    seen += counts[bin] as number
    if (seen >= wanted) return bin
  }
  return bins - 1
}

function meanOfBin(bin: number, counts: Uint32Array, sums: Float64Array): number {
  return (sums[bin] as number) / (counts[bin] as number)
}

function lowerSpread(counts: Uint32Array, middleBin: number): number {
  let [squares, seen] = [0, 0]
  for (let bin = 0; bin <= middleBin; bin += 1) {
    const inBin = counts[bin] as number
    squares += inBin * ((middleBin - bin) * binWidth) ** 2
    seen += inBin
  }
  return Math.sqrt(squares / seen)
}

/** Of so many of the highest values; those of one bin count as equal. */
function topMean(counts: Uint32Array, sums: Float64Array, wanted: number): number {
  let [sum, left] = [0, wanted]
  for (let bin = bins - 1; bin >= 0 && left > 0; bin -= 1) {
    const taken = Math.min(left, counts[bin] as number)
    if (taken > 0) sum += taken * meanOfBin(bin, counts, sums)
    left -= taken
  }
  return sum / wanted
}
