import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where @electron/fuses finds the switches in Electron's program: this text, a version, a length, one byte for each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

export const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
] as const
export type FuseName = (typeof fuseNames)[number]

/** A folder that electron-builder takes for an unpacked Electron: its files by name, its program with fuses to set. */
export function makeStandInElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  const fuses = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, fuseNames.length]),
    Buffer.from('10110001', 'latin1'),
  ])
  const program = Buffer.concat([Buffer.from('stand-in '), fuses, Buffer.from(' for Electron')])
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 })
  writeFileSync(join(folder, 'chrome-sandbox'), '', { mode: 0o755 })
  writeFileSync(join(folder, 'chrome_crashpad_handler'), '', { mode: 0o755 })
  writeFileSync(join(folder, 'version'), version)
  writeFileSync(join(folder, 'LICENSE'), 'the licence of Electron')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'the licences of Chromium')
  for (const language of ['de', 'en-US']) writeFileSync(join(folder, 'locales', `${language}.pak`), '')
}

/** The fuses of a packed program: true when switched on. */
export function readFuses(program: Buffer): Record<FuseName, boolean> {
  const at = program.indexOf(sentinel) + sentinel.length + 2
  const states = fuseNames.map((name, i) => [name, program[at + i] === '1'.charCodeAt(0)] as const)
  return Object.fromEntries(states) as Record<FuseName, boolean>
}
