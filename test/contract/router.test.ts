import { testEngine } from '../helpers/engine.ts'
import { contractSuite } from './suite.ts'

contractSuite('router', async (dataDir) => {
  const engine = await testEngine(dataDir, { autoIndex: true })
  return { kind: 'router', ask: engine.request, close: engine.stop }
})
