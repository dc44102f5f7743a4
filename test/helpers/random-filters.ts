import { hasValues, isValues, type NumberRange, type QueryFilter } from '../../src-preload/contract/index.ts'
import { said, type Dice } from './random-library.ts'

const folders = [
  'Holidays/2019',
  'holidays',
  '2019',
  'rome',
  '/home/anna',
  '/mnt/archive 1999/holidays',
  'C:\\users\\anna',
  'c:/Users',
  'b/c',
  'a/c',
  'MÜNCHEN',
  'Pictures/Holidays/2019',
  'home/ann',
  '/',
]

/** One filter of any kind, mostly with values that some photos have. */
export function randomFilter(dice: Dice, collections: readonly string[]): QueryFilter {
  const day = Date.UTC(2015 + dice.below(6), dice.below(12), 1 + dice.below(28))
  const span = { fromMs: day, toMs: day + dice.below(400) * 86_400_000 }
  const makers: readonly (() => QueryFilter)[] = [
    () => ({ key: 'in', any: dice.some(folders, 2) }),
    () => ({ key: 'before', span, text: '' }),
    () => ({ key: 'after', span, text: '' }),
    () => ({ key: 'on', span, text: '' }),
    () => ({ key: 'month', any: dice.some([1, 2, 6, 11, 12], 2) }),
    () => ({ key: 'camera', any: dice.some(['canon', 'IPHONE', 'd750', 'nothing'], 2) }),
    () => ({ key: 'lens', any: dice.some(['50mm', 'Back'], 2) }),
    () => ({ key: 'type', any: dice.some(['jpeg', 'heic', 'raw', 'png'], 2) }),
    () => ({ key: 'is', any: dice.some(isValues, 2) }),
    () => ({ key: 'rating', range: randomRange(dice, 6) }),
    () => ({
      key: 'tag',
      any: dice.some(said.words, 2).map((word) => (dice.chance(0.5) ? word : word.toUpperCase())),
    }),
    () => ({
      key: 'collection',
      any: dice.some(['none', ...collections], 2).map((name) => name.toLowerCase()),
    }),
    () => ({
      key: 'near',
      latitude: dice.below(4),
      longitude: dice.one([178, 179.9, -179.9]),
      km: 1 + dice.below(200),
    }),
    () => ({ key: 'size', unit: 'megapixels', range: randomRange(dice, 20) }),
    () => ({ key: 'size', unit: 'bytes', range: randomRange(dice, 20_000_000) }),
    () => ({ key: 'has', any: dice.some(hasValues, 2) }),
  ]
  return dice.one(makers)()
}

function randomRange(dice: Dice, limit: number): NumberRange {
  const min = dice.chance(0.6) ? dice.below(limit) : null
  const max = dice.chance(0.6) ? dice.below(limit) : null
  return { min, isMinIncluded: dice.chance(0.5), max, isMaxIncluded: dice.chance(0.5) }
}
