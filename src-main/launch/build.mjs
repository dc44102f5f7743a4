import { build } from './bundle.mjs'
import { launchPrepared } from './prepare.mjs'
import { say } from './say.mjs'

// npm run build
await launchPrepared(import.meta.url, async () => {
  await build()
  say('Built into out/.')
})
