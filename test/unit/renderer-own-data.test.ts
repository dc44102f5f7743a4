import { describe, expect, test } from 'vitest'
import { photoFlags } from '../../src-preload/contract/photos.ts'
import type { PhotoColumns } from '../../src-preload/contract/photos.ts'
import { chunksOf } from '../../src-renderer/lib/chunks.ts'
import { emptyQuery, listingOfPage, reduceQuery } from '../../src-renderer/lib/query-state.ts'
import { nothingChosen } from '../../src-renderer/lib/selection.ts'
import { wishOfKey, wishOfStar, wishOnStars } from '../../src-renderer/lib/stars.ts'
import { countTags, suggestTags, tagNames } from '../../src-renderer/lib/tag-suggestions.ts'
import { targetsAt, withFlag } from '../../src-renderer/lib/targets.ts'
import { searchPage } from '../helpers/search-pages.ts'

const tag = (name: string, photos: number) => ({ name, photos })
const names = (tags: readonly { readonly name: string }[]) => tags.map(({ name }) => name)

describe('tags that are suggested', () => {
  const tags = [tag('sea', 4), tag('Seaside', 9), tag('by the sea', 30), tag('été', 2), tag('dog', 5)]

  test('begin with what was typed first, the most used of them on top', () => {
    expect(names(suggestTags(tags, 'sea', []))).toEqual(['Seaside', 'sea', 'by the sea'])
  })

  test('are found without their accents and capitals', () => {
    expect(names(suggestTags(tags, 'ETE', []))).toEqual(['été'])
  })

  test('are not those that the photo has, and none while nothing is typed', () => {
    expect(names(suggestTags(tags, 'sea', ['SEA', 'Seaside']))).toEqual(['by the sea'])
    expect(suggestTags(tags, '  ', [])).toEqual([])
  })

  test('are a handful at most', () => {
    const many = Array.from({ length: 40 }, (_, n) => tag(`trip ${n}`, n))
    expect(suggestTags(many, 'trip', [])).toHaveLength(6)
  })
})

describe('tags that are typed', () => {
  test('are parted by commas and trimmed, each once', () => {
    expect(tagNames(' beach,  Two   dogs ;beach,, ')).toEqual(['beach', 'Two dogs'])
    expect(tagNames('   ')).toEqual([])
  })

  test('are counted over several photos, the most common first', () => {
    const photos = [{ tags: ['b', 'a'] }, { tags: ['a'] }, { tags: [] }, { tags: ['c'] }]
    expect(countTags(photos)).toEqual([tag('a', 2), tag('b', 1), tag('c', 1)])
  })
})

describe('stars', () => {
  test('are given by the digits, and 0 takes them away', () => {
    expect(wishOfKey('3')).toEqual({ kind: 'rate', rating: 3 })
    expect(wishOfKey('0')).toEqual({ kind: 'clear' })
    expect([wishOfKey('6'), wishOfKey('F5'), wishOfKey('')]).toEqual([undefined, undefined, undefined])
  })

  test('are taken away by a click on the last one, unless it is the file’s', () => {
    expect(wishOfStar(4, 4)).toEqual({ kind: 'clear' })
    expect(wishOfStar(4, null)).toEqual({ kind: 'rate', rating: 4 })
  })

  test('are walked with the arrows within one and five', () => {
    expect(wishOnStars('ArrowRight', 5, 'ArrowRight')).toEqual({ kind: 'rate', rating: 5 })
    expect(wishOnStars('ArrowLeft', 3, 'ArrowRight')).toEqual({ kind: 'rate', rating: 2 })
    expect(wishOnStars('ArrowLeft', 3, 'ArrowLeft')).toEqual({ kind: 'rate', rating: 4 })
    expect(wishOnStars('ArrowDown', 1, 'ArrowRight')).toEqual({ kind: 'clear' })
    expect(wishOnStars('Backspace', 2, 'ArrowRight')).toEqual({ kind: 'clear' })
    expect(wishOnStars('Tab', 2, 'ArrowRight')).toBeUndefined()
  })
})

describe('the photos that are meant', () => {
  const same = [1, 1, 1]
  const photos: PhotoColumns = {
    ids: [7, 8, 9],
    widths: same,
    heights: same,
    colours: same,
    takenAtMs: same,
    rootIds: same,
    flags: [photoFlags.favourite, photoFlags.raw, photoFlags.favourite + photoFlags.video],
  }

  test('are all that are chosen when the one that was hit is one of them', () => {
    const selection = { ...nothingChosen, chosen: new Set([7, 9]) }
    expect(targetsAt(selection, 9)).toEqual([7, 9])
    expect(targetsAt(selection, 8)).toEqual([8])
  })

  test('can be told by a flag', () => {
    expect(withFlag(photos, [8, 9], photoFlags.favourite)).toEqual([9])
  })

  test('bear a flag at once, and their other flags stay', () => {
    const question = { kind: 'browse', view: { kind: 'all' } } as const
    const page = searchPage(photos.ids, { photos })
    const shown = { ...emptyQuery, shown: listingOfPage(question, page) }
    const photoIds = new Set([8, 9])
    const flag = photoFlags.favourite
    const set = reduceQuery(shown, { kind: 'flagged', photoIds, flag, isSet: true })
    expect(set.shown?.photos.flags).toEqual([1, 3, 5])
    const taken = reduceQuery(set, { kind: 'flagged', photoIds, flag, isSet: false })
    expect(taken.shown?.photos.flags).toEqual([1, 2, 4])
  })

  test('are sent in pieces that the other side takes', () => {
    expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(chunksOf([], 2)).toEqual([])
  })
})
