import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from './model.ts'
import type { Operation } from './operations.ts'
import type { Run } from './run.ts'
import { leftOutPaths } from './snapshot.ts'

/** What the person does not want to see for a while. */
export const ruleOperations: readonly Operation[] = [
  {
    name: 'leave a folder out and take it back',
    weight: 2,
    alone: true,
    isPossible: (run) => foldersWithFiles(run).length > 0,
    act: leaveOutAndTakeBack,
  },
]

interface Folder {
  readonly root: string
  readonly folder: string
}

function foldersWithFiles(run: Run): Folder[] {
  const names = run.disk.files().flatMap(({ root, path }) => {
    const [folder, ...inside] = path.split('/')
    return folder !== undefined && inside.length > 0 ? [`${root}/${folder}`] : []
  })
  return [...new Set(names)].map((name) => ({
    root: name.slice(0, name.indexOf('/')),
    folder: name.slice(name.indexOf('/') + 1),
  }))
}

/** While it is left out its photos are in no list; the comparison that follows finds them as they were. */
async function leaveOutAndTakeBack(run: Run): Promise<void> {
  await run.compare()
  const { root, folder } = run.dice.pick(foldersWithFiles(run))
  const dir = run.disk.dirOf(root)
  const how = run.dice.pick(['.nomedia', '.sightlineignore', 'rules'] as const)
  run.note(`leaves ${root}/${folder} out by ${how}`)
  const file = join(dir, ...(how === '.nomedia' ? [folder] : []), how)
  if (how === 'rules') await setRules(run, dir, `/${folder}/`)
  else writeFileSync(file, how === '.nomedia' ? '' : `/${folder}/\n`)
  await run.driver.settle()
  const out = new Set(leftOutPaths(run.dataDir, dir))
  for (const { path, ...at } of run.disk.files()) {
    if (at.root !== root || out.has(path) === path.startsWith(`${folder}/`)) continue
    throw new Error(`${placeOf({ root, path })} is ${out.has(path) ? '' : 'not '}left out.`)
  }
  if (run.dice.chance(0.3)) run.driver.killIn(run.dice.int(250))
  if (how === 'rules') await setRules(run, dir, '')
  else rmSync(file)
}

async function setRules(run: Run, path: string, rules: string): Promise<void> {
  const root = (await run.driver.ask('roots.list', {})).find((one) => one.path === path)
  if (root) await run.driver.ask('roots.set-rules', { rootId: root.id, rules })
}
