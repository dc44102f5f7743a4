import { expect, test } from 'vitest'
import { until } from '../electron-double/until.ts'
import { askWell, openDesktop } from '../helpers/desktop.ts'
import { startHub } from '../helpers/hub.ts'
import { startProxy } from '../helpers/proxy.ts'

const noProxies = { http_proxy: '', https_proxy: '', HTTP_PROXY: '', HTTPS_PROXY: '' }

test('a download goes through the proxy that the system names', async () => {
  const hub = await startHub({ 'tokenizer.json': Buffer.from('{}') })
  const proxy = await startProxy()
  const { app, page } = await openDesktop({ env: { ...noProxies, SIGHTLINE_MODEL_MIRROR: hub.url } })
  try {
    const host = proxy.url.replace('http://', '')
    await app.evaluate(({ session }, host) => {
      Object.assign(session.defaultSession, {
        resolveProxy: (url: string) =>
          Promise.resolve(url.includes('127.0.0.1') ? `PROXY ${host}` : 'DIRECT'),
      })
    }, host)
    await askWell(page, 'models.get', { id: 'tinyclip-8m-16' })
    await until('the end of the download', 20_000, async () => {
      const { models } = await askWell(page, 'models.list', {})
      return models.find(({ id }) => id === 'tinyclip-8m-16')?.problem?.includes('2 bytes') === true
    })
    expect(proxy.asked).toHaveLength(1)
    expect(proxy.asked[0]).toContain(`GET ${hub.url}/onnx-community/TinyCLIP`)
  } finally {
    await app.close()
  }
})
