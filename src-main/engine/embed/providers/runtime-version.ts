import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, availableParallelism, cpus, platform, release } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const packageFile = z.object({ version: z.string() })

/**
 * What a measurement holds for: the runtime with the providers that it finds, the machine, its system and, where it can
 * be told, its graphics driver. The runtime itself is not loaded for this: only workers do that.
 */
export function machineKey(folder: string | null = runtimeFolder()): string {
  const machine = `${platform()}-${arch()} ${release()} ${cpus()[0]?.model.trim() ?? ''} x${availableParallelism()}`
  return [version(folder), machine, libraries(folder), graphics()].join(' | ')
}

function runtimeFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))
  } catch {
    // Nothing works without the runtime, and the workers say so better.
    return null
  }
}

function version(folder: string | null): string {
  try {
    return packageFile.parse(JSON.parse(readFileSync(join(folder ?? '', 'package.json'), 'utf8'))).version
  } catch {
    return 'unknown'
  }
}

/** A provider may be added to a runtime that was there before, or taken from it. */
function libraries(folder: string | null): string {
  const bin = join(folder ?? '', 'bin', 'napi-v6', platform(), arch())
  return namesIn(bin)
    .map((name) => `${name} ${statSync(join(bin, name), { throwIfNoEntry: false })?.size ?? 0}`)
    .join(', ')
}

/** Linux alone tells without a program of the driver's. */
function graphics(): string {
  if (platform() !== 'linux') return ''
  return [...namesIn('/dev/dri'), nvidiaDriver()].join(' ')
}

function nvidiaDriver(): string {
  try {
    return readFileSync('/proc/driver/nvidia/version', 'latin1').split('\n')[0]?.trim() ?? ''
  } catch {
    return ''
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
