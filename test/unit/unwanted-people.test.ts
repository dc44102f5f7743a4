import { expect, test } from 'vitest'
import { wantedOf } from '../../src-main/engine/search/wanted.ts'

/** What is looked for, and with a minus what shall not be there. */
function looksOf(text: string): string[] {
  return wantedOf({ kind: 'words', text }).looks.map((look) =>
    look.kind === 'words' ? `${look.isExcluded ? '-' : ''}${look.text}` : look.kind,
  )
}

test.each(['-people', 'pictures without people', '-person', '-Humans', 'photos without any people'])(
  '%s means nobody at all: neither a man, a woman nor a child',
  (text) => {
    expect(looksOf(text)).toEqual(['-people', '-person', '-man', '-woman', '-boy', '-girl', '-child'])
  },
)

test('a beach without people is still a beach', () => {
  expect(looksOf('beach without people')).toEqual(expect.arrayContaining(['beach', '-woman']))
})

test('other words stand for themselves, and so do people who are looked for or quoted', () => {
  expect(looksOf('people')).toEqual(['people'])
  expect(looksOf('-"people"')).toEqual(['-people'])
  expect(looksOf('beach -dog')).toEqual(['beach', '-dog'])
  expect(looksOf('-"people on a boat"')).toEqual(['-people on a boat'])
})
