import { expect, test } from 'vitest'
import { dictionary } from '../../src-main/engine/search/facts/dictionary.ts'
import { folderFacets } from '../../src-main/engine/search/facts/folder-facets.ts'

/** What is offered of folders with so many photos each: `ROOT_ID/relative folder/`. */
function offered(roots: readonly string[], photos: Readonly<Record<string, number>>, most = 200) {
  const folders = dictionary()
  const counts = new Uint32Array(Object.keys(photos).length + 1)
  for (const [folder, count] of Object.entries(photos)) counts[folders.codeOf(folder)] = count
  const rows = roots.map((path, n) => ({ id: n + 1, path }))
  return folderFacets(folders, counts, rows, most).map(({ value, photos: count }) => `${value} ${count}`)
}

test('folders count what lies below them, and begin with the name of their root', () => {
  expect(
    offered(['/home/ann/Pictures'], { '1/': 1, '1/2019/Rome/': 4, '1/2019/': 2, '1/x/./y/': 3 }),
  ).toEqual(['Pictures 10', 'Pictures/2019 6', 'Pictures/2019/Rome 4', 'Pictures/x 3', 'Pictures/x/y 3'])
})

test('a root whose name is not its own alone is given by its path', () => {
  expect(offered(['/a/Pictures', '/b/pictures'], { '1/': 2, '2/x/': 1 })).toEqual([
    '/a/Pictures 2',
    '/b/pictures 1',
    '/b/pictures/x 1',
  ])
  expect(offered(['/a/Photos'], { '1/2019/Photos/': 1 })[0]).toBe('/a/Photos 1')
  expect(offered([String.raw`C:\Ann\Fotos`, String.raw`D:\Fotos`], { '1/Rom/': 2, '2/': 1 })).toEqual([
    String.raw`C:\Ann\Fotos 2`,
    String.raw`C:\Ann\Fotos\Rom 2`,
    String.raw`D:\Fotos 1`,
  ])
  expect(offered(['/'], { '1/srv/': 1 })).toEqual(['/ 1', '/srv 1'])
})

test('folders that differ in case alone are one, as for the filter', () => {
  expect(offered(['/a/P'], { '1/Rome/': 1, '1/rome/': 2 })).toEqual(['P 3', 'P/Rome 3'])
})

test('only those with the most photos are offered', () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`1/${n}/`, n]))
  expect(offered(['/a/P'], many, 3)).toEqual(['P 499500', 'P/999 999', 'P/998 998'])
})
