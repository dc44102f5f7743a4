import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from '../../src-main/launch/bundle.mjs'
import { projectRoot } from '../helpers/imports.ts'
import { makeStandInElectron } from './stand-in.ts'

/** Packs the app for Linux into `folder` against a stand-in Electron. Gives the folder of the unpacked app. */
export async function packForLinux(folder: string): Promise<string> {
  await ensureBuilt()
  const standIn = join(folder, 'electron')
  mkdirSync(standIn, { recursive: true })
  makeStandInElectron(standIn, electronVersion())
  const output = join(folder, 'output')
  const options = [`electronDist=${standIn}`, `directories.output=${output}`]
  await electronBuilder([
    '--linux',
    'dir',
    '--x64',
    '--publish',
    'never',
    ...options.map((one) => `-c.${one}`),
  ])
  return join(output, 'linux-unpacked')
}

function electronVersion(): string {
  const file = join(projectRoot, 'node_modules', 'electron', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

async function electronBuilder(args: readonly string[]): Promise<void> {
  const tool = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js')
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`electron-builder ended with ${code}:\n${output}`)
}
