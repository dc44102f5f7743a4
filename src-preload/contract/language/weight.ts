import { shown, wrong, type Wrong } from './wrong.ts'

/** Above 0 and at most 10, in steps of a thousandth. */
export function readWeight(text: string): number | Wrong {
  const weight = /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Math.round(Number(text) * 1000) / 1000 : NaN
  if (weight > 0 && weight <= 10) return weight
  return wrong(`${shown(text)} is no weight: expected a number above 0 and at most 10, such as dog:2.`)
}
