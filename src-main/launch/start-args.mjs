import { resolve } from 'node:path'
import { CannotGoOn } from './say.mjs'

/** Reads `[--data DIR] [DIR...]`. Paths come back absolute; `dataDir` is undefined when it is not named. */
export function readStartArgs(args, cwd) {
  const folders = []
  let dataDir
  const rest = [...args]
  while (rest.length > 0) {
    const arg = rest.shift()
    if (arg === '--data') dataDir = dataFolder(rest.shift(), cwd)
    else if (arg.startsWith('--data=')) dataDir = dataFolder(arg.slice('--data='.length), cwd)
    else if (arg === '--') folders.push(...rest.splice(0).map((folder) => resolve(cwd, folder)))
    else if (arg.startsWith('-')) throw new CannotGoOn(`npm start knows no ${arg}: ${usage}.`)
    else folders.push(resolve(cwd, arg))
  }
  return { dataDir, folders }
}

const usage = 'write "npm start -- [--data DIR] [DIR...]"'

/** An empty variable, or an option in its place, is no folder. */
function dataFolder(named, cwd) {
  if (named && named.trim() !== '' && !named.startsWith('-')) return resolve(cwd, named)
  throw new CannotGoOn(`--data needs a folder: ${usage}.`)
}
