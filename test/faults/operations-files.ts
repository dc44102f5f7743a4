import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FileOnDisk } from './disk.ts'
import type { Operation } from './operations.ts'
import type { Run } from './run.ts'

const hasUntouched =
  (count = 1) =>
  (run: Run) =>
    run.disk.untouched().length >= count
const isAnyThere = (run: Run) => run.disk.rootsThere().length > 0
const any = (run: Run) => run.dice.pick(run.disk.untouched())
const elsewhere = (run: Run, file: FileOnDisk) => run.disk.rootsThere().filter((root) => root !== file.root)

/** What people and programs do to files. */
export const fileOperations: readonly Operation[] = [
  {
    name: 'add a file',
    weight: 30,
    isPossible: isAnyThere,
    act: (run) => run.disk.write(run.disk.freePlace(), run.picture()),
  },
  {
    name: 'unpack some files',
    weight: 5,
    isPossible: isAnyThere,
    act: (run) => {
      for (let n = 4 + run.dice.int(10); n > 0; n -= 1) run.disk.write(run.disk.freePlace(), run.picture())
    },
  },
  {
    name: 'add a file that is no picture',
    weight: 3,
    isPossible: isAnyThere,
    act: (run) => run.disk.write(run.disk.freePlace(), run.junk()),
  },
  { name: 'write a file in two pieces', weight: 3, isPossible: isAnyThere, act: writeSlowly },
  {
    name: 'edit in place',
    weight: 14,
    isPossible: hasUntouched(),
    act: (run) => run.disk.write(any(run), run.picture()),
  },
  {
    name: 'edit through a temporary file',
    weight: 6,
    isPossible: hasUntouched(),
    act: (run) => run.disk.write(any(run), run.picture(), 'renamed over'),
  },
  { name: 'write an XMP file beside a photo', weight: 5, isPossible: hasUntouched(), act: writeSidecar },
  { name: 'touch', weight: 5, isPossible: hasUntouched(), act: (run) => run.disk.touch(any(run)) },
  {
    name: 'rename',
    weight: 16,
    isPossible: hasUntouched(),
    act: (run) => {
      const file = any(run)
      run.disk.move(file, run.disk.freePlace(file.root))
    },
  },
  {
    name: 'move to another root',
    weight: 12,
    isPossible: (run) => hasUntouched()(run) && run.disk.rootsThere().length > 1,
    act: (run) => {
      const file = any(run)
      run.disk.move(file, run.disk.freePlace(run.dice.pick(elsewhere(run, file))))
    },
  },
  {
    name: 'rename a folder',
    weight: 3,
    alone: true,
    isPossible: (run) => movableFolders(run).length > 0,
    act: (run) => {
      const { root, folder } = run.dice.pick(movableFolders(run))
      run.disk.moveFolder(root, folder, `${folder} renamed ${run.dice.int(1_000_000)}`)
    },
  },
  {
    name: 'move over another file',
    weight: 4,
    isPossible: hasUntouched(2),
    act: (run) => {
      const [file, target] = run.dice.some(run.disk.untouched(), 2)
      if (file && target && file.content.hash !== target.content.hash) run.disk.move(file, target)
    },
  },
  {
    name: 'swap the names of two files',
    weight: 4,
    isPossible: hasUntouched(2),
    act: (run) => {
      // In one folder, in two, or in two roots: one may be looked at well before the other.
      const [one, other] = run.dice.some(run.disk.untouched(), 2)
      if (one && other && one.content.hash !== other.content.hash) run.disk.swap(one, other)
    },
  },
  {
    name: 'copy',
    weight: 12,
    isPossible: (run) => isAnyThere(run) && hasUntouched()(run),
    act: (run) => run.disk.copy(any(run), run.disk.freePlace()),
  },
  {
    name: 'delete a few files',
    weight: 12,
    isPossible: hasUntouched(),
    act: (run) => {
      for (const file of run.dice.some(run.disk.untouched(), 1 + run.dice.int(2))) run.disk.remove(file)
    },
  },
  {
    name: 'put a deleted photo back',
    weight: 6,
    isPossible: (run) => isAnyThere(run) && run.disk.removed().length > 0,
    act: (run) => run.disk.write(run.disk.freePlace(), run.dice.pick(run.disk.removed())),
  },
]

function movableFolders(run: Run): { root: string; folder: string }[] {
  const untouched = new Set(run.disk.untouched().map(({ root, path }) => `${root}/${path}`))
  const byFolder = Map.groupBy(run.disk.files(), ({ root, path }) => `${root}\n${path.split('/')[0]}`)
  return [...byFolder].flatMap(([key, files]) => {
    const [root = '', folder = ''] = key.split('\n')
    const isFolder = files.every(({ path }) => path.includes('/'))
    const all = files.every((file) => untouched.has(`${file.root}/${file.path}`))
    return isFolder && all ? [{ root, folder }] : []
  })
}

/** What it says is read, and the photo beside it is not decoded for that. */
function writeSidecar(run: Run): void {
  const { root, path } = any(run)
  const rating = `<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="${run.dice.int(6)}"/>`
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${rating}</rdf:RDF>`
  const name = path.replace(/\.\w+$/, run.dice.chance(0.5) ? '.xmp' : '$&.xmp')
  writeFileSync(join(run.disk.dirOf(root), name), `<x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta>`)
}

/** As a camera or a browser writes: the engine may look in between. */
async function writeSlowly(run: Run): Promise<void> {
  const place = run.disk.freePlace()
  const content = run.picture()
  const path = join(run.disk.dirOf(place.root), place.path)
  mkdirSync(dirname(path), { recursive: true })
  const half = content.bytes.length >> 1
  const file = openSync(path, 'w')
  writeSync(file, content.bytes, 0, half)
  await wait(run.dice.int(400))
  writeSync(file, content.bytes, half)
  closeSync(file)
  run.disk.write(place, content)
}
