import { expect, it } from 'vitest'
import { mountTable } from '../../src-main/engine/library/roots/mount-table.ts'

const line = (id: number, device: string, place: string) =>
  `${id} 1 ${device} / ${place} rw,relatime shared:1 - ext4 /dev/sda1 rw`

it('tells the places at which a disk came, went or took the place of another', async () => {
  const home = line(30, '8:1', '/')
  let text = [home, line(31, '8:2', '/photos/a\\040stick')].join('\n')
  const table = mountTable(() => Promise.resolve(text))
  expect(await table.changes()).toEqual([])
  expect(await table.changes()).toEqual([])
  text = [home, line(31, '8:3', '/photos/a\\040stick'), line(32, '8:4', '/photos/b'), ''].join('\n')
  expect((await table.changes()).toSorted()).toEqual(['/photos/a stick', '/photos/b'])
  expect(await table.changes()).toEqual([])
  text = home
  expect((await table.changes()).toSorted()).toEqual(['/photos/a stick', '/photos/b'])
})

it('says nothing where there is no such table, and does not fail', async () => {
  const table = mountTable(() => Promise.reject(new Error('no such file')))
  expect(await table.changes()).toEqual([])
  expect(await table.changes()).toEqual([])
})
