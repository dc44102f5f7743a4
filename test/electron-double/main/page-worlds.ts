import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'
import { installMainWorld } from '../page/main-world.ts'
import { runPreload, type FromPreload, type ToPreload } from '../page/preload-world.ts'
import { makeWire } from '../page/wire.ts'
import { makeWorldLink } from '../page/world-link.ts'

const worldName = 'electron-double-preload'

export interface PreloadWorld {
  tell(message: ToPreload): Promise<void>
}

/**
 * Puts the preload into an isolated world of every document that the page will load. The binding through which that
 * world reaches this process exists in it alone; the page cannot see it.
 */
export async function installWorlds(
  cdp: CDPSession,
  preloadFile: string | undefined,
  receive: (message: FromPreload, tell: PreloadWorld['tell']) => void,
): Promise<PreloadWorld> {
  let contextId: number | undefined
  const tellWorld = async (message: ToPreload, executionContextId: number | undefined): Promise<void> => {
    if (executionContextId === undefined) return
    try {
      await cdp.send('Runtime.callFunctionOn', {
        functionDeclaration: 'message => electronDoubleReceive(message)',
        arguments: [{ value: message }],
        executionContextId,
      })
    } catch (error) {
      // The document is gone, and with it whoever would have listened.
      if (!/context|closed/i.test(String(error))) throw error
    }
  }

  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === worldName) contextId = context.id
  })
  cdp.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
    receive(JSON.parse(payload) as FromPreload, (message) => tellWorld(message, executionContextId))
  })
  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: 'electronDoubleSend', executionContextName: worldName })
  if (preloadFile !== undefined) await addScripts(cdp, readFileSync(preloadFile, 'utf8'))
  return { tell: (message) => tellWorld(message, contextId) }
}

/** The page's half first: it must listen when the preload exposes something. Frames within the page get neither. */
async function addScripts(cdp: CDPSession, preload: string): Promise<void> {
  const token = JSON.stringify(`electron-double-${randomBytes(8).toString('hex')}`)
  const environment = JSON.stringify({ platform: process.platform, versions: process.versions })
  const shared = `${token}, (${makeWire})(), ${makeWorldLink}`
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `if (window === top) (${installMainWorld})(${shared})`,
  })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName,
    source: `if (window === top) (${runPreload})(${shared}, ${environment},
      function (require, module, exports, process) { ${preload}\n })`,
  })
}
