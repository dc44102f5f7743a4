import { describe, expect, it } from 'vitest'
import { stallWatch, StalledError } from '../../src-main/engine/library/roots/stall.ts'

describe('a disk that is silent', () => {
  it('is not waited for', async () => {
    const { unlessStalled } = stallWatch(30)
    await expect(unlessStalled(new Promise(() => undefined))).rejects.toThrow(StalledError)
  })

  it('is waited for as long as it answers at times', async () => {
    const { unlessStalled, beat } = stallWatch(200)
    const beating = setInterval(beat, 20)
    const slow = new Promise((resolve) => setTimeout(() => resolve('done'), 500))
    expect(await unlessStalled(slow)).toBe('done')
    clearInterval(beating)
  })
})
