import { describe, expect, it } from 'vitest'
import { pressureAfter, type Pressure } from '../../src-main/engine/indexing/memory-pressure.ts'
import { fileBytes, macReading, statFiles } from '../../src-main/engine/indexing/memory-reading.ts'

const gibibyte = 2 ** 30
/** What comes of these readings of a machine with so much memory, one after the other. */
function pressures(totalGb: number, leftGb: readonly number[]): Pressure[] {
  let now: Pressure = 'none'
  return leftGb.map((left) => {
    now = pressureAfter(now, { availableBytes: left * gibibyte, totalBytes: totalGb * gibibyte })
    return now
  })
}

describe('the pressure on memory', () => {
  it('grows as memory runs out and ends only well above where it began', () => {
    expect(pressures(16, [8, 1.4, 0.3, 0.5, 0.6, 1.6, 2.2, 2.3])).toEqual([
      'none',
      'little',
      'critical',
      'critical',
      'little',
      'little',
      'little',
      'none',
    ])
  })

  it('goes by the share on a small machine, and does not call a machine short that has gigabytes left', () => {
    expect(pressures(2, [0.3, 0.2, 0.07])).toEqual(['none', 'little', 'critical'])
    expect(pressures(128, [2])).toEqual(['none'])
  })

  it('jumps from nothing to the worst and back', () => {
    expect(pressures(8, [0.1, 7])).toEqual(['critical', 'none'])
  })
})

describe('a reading', () => {
  it('takes the word of macOS, which keeps little memory free', () => {
    const levels = ['1\n', '2\n', '4\n', 'what?'].map((level) =>
      pressureAfter('none', macReading(level, 16 * gibibyte)),
    )
    expect(levels).toEqual(['none', 'little', 'critical', 'none'])
  })

  it('does not count the files that a container has read as need', () => {
    const stat = 'anon 1000\nfile 5000\ninactive_file 3000\nactive_file 500\ntotal_inactive_file 9\n'
    expect(fileBytes(stat)).toBe(3_500)
    expect(fileBytes('')).toBe(0)
  })

  it('finds the figures of its own group, in both generations of cgroups', () => {
    expect(statFiles('0::/user.slice/app.scope\n')).toContain(
      '/sys/fs/cgroup/user.slice/app.scope/memory.stat',
    )
    expect(statFiles('4:memory:/box/1\n3:cpu,cpuacct:/\n')[0]).toBe('/sys/fs/cgroup/memory/box/1/memory.stat')
    expect(statFiles('')).toContain('/sys/fs/cgroup/memory.stat')
  })
})
