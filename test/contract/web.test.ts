import { createEngineClient } from '../../src-main/hosts/shared/engine-client.ts'
import { spawnNodeEngine } from '../../src-main/hosts/shared/node-engine.ts'
import { startWebHost } from '../../src-main/hosts/web/server.ts'
import type { Reply } from '../../src-preload/contract/index.ts'
import { modelsDir } from '../helpers/engine.ts'
import { contractSuite } from './suite.ts'

contractSuite('web', async (dataDir, home) => {
  const client = createEngineClient({ spawn: spawnNodeEngine, dataDir, modelsDir, log: () => {} })
  const host = await startWebHost({ client, home, openPath: () => Promise.resolve() })
  return {
    kind: 'web',
    async ask(name, args) {
      const { url, init } = httpRequest(name, args)
      const headers = { ...init.headers, authorization: `Bearer ${host.token}` }
      const answer = await fetch(`http://127.0.0.1:${host.port}${url}`, { ...init, headers })
      return (await answer.json()) as Reply<unknown>
    },
    async close() {
      await host.close()
      await client.stop()
    },
  }
})

/** A picture's bytes travel as the body, the other arguments beside them. */
function httpRequest(name: string, args: unknown) {
  const path = `/api/request/${encodeURIComponent(name)}`
  const { bytes, ...others } = args as { bytes?: Uint8Array<ArrayBuffer> }
  return bytes
    ? {
        url: `${path}?args=${encodeURIComponent(JSON.stringify(others))}`,
        init: { method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' } },
      }
    : {
        url: path,
        init: {
          method: 'POST',
          body: JSON.stringify(others),
          headers: { 'content-type': 'application/json' },
        },
      }
}
