import { pathToFileURL } from 'node:url'
import { commandLine, ensureBuilt } from './bundle.mjs'
import { launchPrepared } from './prepare.mjs'
import { callerFolder } from './root.mjs'

// npm run -s sightline -- ARGS: the command line, in this process, so that its signals and exit code are its own.
await launchPrepared(import.meta.url, async () => {
  await ensureBuilt()
  process.chdir(callerFolder())
  await import(pathToFileURL(commandLine).href)
  return process.exitCode
})
