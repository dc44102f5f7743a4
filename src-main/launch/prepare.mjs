import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'
import { runOnNewerNode } from './node24.mjs'
import { launch } from './say.mjs'

/** A launcher: with the packages installed and on a Node that is new enough, runs `main(args)` for its exit code. */
export function launchPrepared(scriptUrl, main) {
  return launch(async (args) => {
    await ensureInstalled()
    return (await runOnNewerNode(fileURLToPath(scriptUrl), args)) ?? main(args)
  })
}
