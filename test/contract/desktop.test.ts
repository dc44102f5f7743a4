import type { Reply } from '../../src-preload/contract/index.ts'
import { launchApp } from '../electron-double/launch-app.ts'
import { contractSuite } from './suite.ts'

contractSuite('desktop', async (dataDir) => {
  const app = await launchApp({ dataDir })
  const page = await app.window()
  // Nothing is opened for real while tests run.
  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('')
    shell.openExternal = () => Promise.resolve()
    shell.showItemInFolder = () => {}
  })
  return {
    kind: 'desktop',
    async ask(name, args) {
      // Typed arrays do not cross into the page as such.
      const { bytes, ...others } = args as { bytes?: Uint8Array }
      const sent = { name, others, bytes: bytes && [...bytes] }
      return page.evaluate(({ name, others, bytes }) => {
        const { sightline } = window as unknown as {
          sightline: { request(name: string, args: unknown): Promise<Reply<unknown>> }
        }
        return sightline.request(name, bytes ? { ...others, bytes: new Uint8Array(bytes) } : others)
      }, sent)
    },
    close: app.close,
  }
})
