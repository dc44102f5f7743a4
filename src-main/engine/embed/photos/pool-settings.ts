import type { Speed } from '../../../../src-preload/contract/index.ts'
import { unmeasured } from '../providers/machine-use.ts'
import type { PhotoWorkerSettings } from './photo-protocol.ts'
import { tunedSettings, workersFor } from './photo-tuning.ts'
import type { PhotoPoolOptions } from './pool-face.ts'

type Options = Pick<PhotoPoolOptions, 'modelDir' | 'workers' | 'speed' | 'machine' | 'memoryCeilingBytes'>

/** How many workers a pool has and how they run: what is wanted, what was measured, and what went wrong. */
export function createPoolSettings(options: Options) {
  const { modelDir, memoryCeilingBytes, machine = unmeasured } = options
  let wantedWorkers = Math.max(1, options.workers)
  let speed: Speed = options.speed ?? 'normal'
  let largestBatch = Infinity
  let current = tuned()

  function tuned(): PhotoWorkerSettings {
    const settings = tunedSettings(modelDir, wantedWorkers, memoryCeilingBytes, speed, machine)
    return { ...settings, batchSize: Math.min(settings.batchSize, largestBatch) }
  }

  return {
    get current() {
      return current
    },
    get workers() {
      return workersFor(current.provider, wantedWorkers)
    },
    /** Asks anew; true when workers run otherwise now, whatever their provider. */
    renew(): boolean {
      const before = current
      current = tuned()
      return before.threads !== current.threads || before.batchSize !== current.batchSize
    },
    /** True when the speed is another. */
    want(count: number, wantedSpeed: Speed = speed): boolean {
      const isOther = wantedSpeed !== speed
      wantedWorkers = Math.max(1, count)
      speed = wantedSpeed
      current = tuned()
      return isOther
    },
    /** Batches as large as this have taken workers down: half as many pictures from now on. False when that is none. */
    shrink(batchSize: number): boolean {
      if (batchSize < 2) return false
      largestBatch = Math.min(largestBatch, Math.floor(batchSize / 2))
      return true
    },
  }
}
