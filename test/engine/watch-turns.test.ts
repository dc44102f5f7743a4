import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RootRules } from '../../src-main/engine/library/rules/root-rules.ts'
import { watchByFolder } from '../../src-main/engine/library/watch/folder-watcher.ts'
import { until } from '../helpers/engine.ts'
import { tempDir } from '../helpers/temp.ts'

/** So long takes a name by long rules on a slow machine. */
const judgingMs = 30
const files = 60

it.skipIf(process.platform !== 'linux')(
  'news of many files at once are not all judged before anything else has its turn',
  async () => {
    const rootPath = tempDir('watch-turns')
    let [turn, asked, dirty] = [0, 0, 0]
    const inTurn = new Map<number, number>()
    const rules = {
      enter: () => Promise.resolve(false),
      leavesOut: () => {
        const endMs = performance.now() + judgingMs
        while (performance.now() < endMs);
        asked += 1
        inTurn.set(turn, (inTurn.get(turn) ?? 0) + 1)
        return true
      },
    } as Partial<RootRules> as RootRules
    const watcher = watchByFolder({
      rootPath,
      exclude: [],
      rules: () => rules,
      onDirty: () => (dirty += 1),
      onRules: () => {},
      onRootGone: () => {},
      onLost: () => {},
    })
    expect(await watcher.ready).toBe(true)
    for (let at = 0; at < files; at += 1) writeFileSync(join(rootPath, `${at}.jpg`), 'x')
    let isOver = false
    const count = () => {
      turn += 1
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    // A new file is told of twice and more; none is passed over.
    await until('all were told of', () => asked + dirty >= 2 * files)
    isOver = true
    await watcher.close()
    expect(Math.max(...inTurn.values())).toBeLessThan(5)
    expect(dirty).toBeGreaterThan(0)
  },
)
