import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { photoPool } from '../helpers/photo-workers.ts'
import { paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const hasSessions = existsSync('/proc/self/autogroup')

it.skipIf(!hasSessions)(
  'photo workers leave the processor to other sessions too, unless they read at full speed (needs a kernel with autogroups)',
  async () => {
    const dir = tempDir('low-priority')
    const [name = ''] = await paintPhotos(dir, 1)
    for (const [speed, nice] of [
      ['normal', 'nice 5'],
      ['gentle', 'nice 19'],
      ['full', 'nice 0'],
    ] as const) {
      const pool = photoPool({ speed })
      onTestFinished(() => pool.stop())
      await pool.process(join(dir, name))
      const [pid = 0] = pool.workerPids()
      expect(readFileSync(`/proc/${pid}/autogroup`, 'utf8')).toContain(nice)
    }
  },
)
