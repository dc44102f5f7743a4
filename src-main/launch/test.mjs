import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './bundle.mjs'
import { readCounts } from './count-tests.mjs'
import { launchPrepared } from './prepare.mjs'
import { cacheFile, root } from './root.mjs'
import { runNode } from './run.mjs'
import { say } from './say.mjs'

// npm test [-- vitest's arguments]: every test, those in the browser included, and at the end one line with the counts.
await launchPrepared(import.meta.url, async (args) => {
  const browser = await ensureBrowser()
  say(`Browser for the tests: ${browser}`)
  await ensureBuilt()
  const report = cacheFile(`tests-${process.pid}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const code = await runNode(vitest, ['run', ...reporters, ...args], { env: { SIGHTLINE_BROWSER: browser } })
  const { passed, failed, skipped } = readCounts(report)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return code === 0 && failed > 0 ? 1 : code
})
