import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** All there is to know of a folder but the times of reading: by path, what anybody's writing would change. */
export function folderState(folder: string): Record<string, string> {
  const names = ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
  return Object.fromEntries(names.toSorted().map((name) => [name, stateOf(join(folder, name))]))
}

function stateOf(path: string): string {
  const seen = lstatSync(path, { bigint: true })
  const { ino, mode, uid, gid, nlink, size, mtimeNs, ctimeNs } = seen
  const content = seen.isFile()
    ? createHash('sha256').update(readFileSync(path)).digest('hex')
    : seen.isSymbolicLink()
      ? readlinkSync(path)
      : 'folder'
  return [ino, mode, uid, gid, nlink, size, mtimeNs, ctimeNs, content].join(' ')
}
