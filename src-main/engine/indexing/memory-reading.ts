import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import { promisify } from 'node:util'
import type { MemoryReading } from './memory-pressure.ts'

/** What the system says of the memory that is left, with the limits of a container. */
export async function readMemory(): Promise<MemoryReading> {
  if (process.platform === 'darwin') return readMac()
  const totalBytes = totalmem()
  const availableBytes = freemem()
  const limitBytes = process.constrainedMemory()
  if (!(limitBytes > 0 && limitBytes < totalBytes)) return { availableBytes, totalBytes }
  // A container's use counts the files that it has read, which give way at once: reading photos would look like need.
  const leftBytes = process.availableMemory() + (await cachedFileBytes())
  return { availableBytes: Math.min(availableBytes, leftBytes), totalBytes: limitBytes }
}

/** macOS keeps hardly any memory free and tells its own judgement instead: 1 normal, 2 warning, 4 critical. */
async function readMac(): Promise<MemoryReading> {
  const totalBytes = totalmem()
  const sysctl = promisify(execFile)('/usr/sbin/sysctl', ['-n', 'kern.memorystatus_vm_pressure_level'])
  const { stdout } = await sysctl.catch(() => ({ stdout: '1' }))
  return macReading(stdout, totalBytes)
}

export function macReading(level: string, totalBytes: number): MemoryReading {
  const share = { '4': 0, '2': 0.06 }[level.trim()] ?? 1
  return { availableBytes: totalBytes * share, totalBytes }
}

async function cachedFileBytes(): Promise<number> {
  const groups = await readFile('/proc/self/cgroup', 'utf8').catch(() => '')
  for (const file of statFiles(groups)) {
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text !== null) return fileBytes(text)
  }
  return 0
}

/** Where the figures of this process' group may lie, from /proc/self/cgroup; inside a container its own is the top. */
export function statFiles(groups: string): string[] {
  const unified = /^0::(\/.*)$/m.exec(groups)?.[1] ?? '/'
  const memory = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(\/.*)$/m.exec(groups)?.[1] ?? '/'
  return [
    `/sys/fs/cgroup/memory${memory}/memory.stat`,
    '/sys/fs/cgroup/memory/memory.stat',
    `/sys/fs/cgroup${unified}/memory.stat`,
    '/sys/fs/cgroup/memory.stat',
  ]
}

export function fileBytes(stat: string): number {
  const figure = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0)
  return figure('inactive_file') + figure('active_file')
}
