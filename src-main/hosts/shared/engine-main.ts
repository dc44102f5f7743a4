import { CodedError, toPlainError } from '../../../src-preload/contract/index.ts'
import { startEngine, type Engine } from '../../engine/engine.ts'
import { endWithParent } from '../../engine/end-with-parent.ts'
import { makeFilesPrivate } from '../../engine/keep-to-user.ts'
import type { EnginePorts } from '../../engine/ports.ts'
import { leftoverPlaces } from '../../engine/upkeep/telemetry-leftovers.ts'
import type { EventMessage, ToEngine } from './engine-link.ts'
import { createLog } from './log.ts'
import { spawnNodeWorker } from './node-workers.ts'
import { connectParent, type MessagePortLike } from './parent-channel.ts'
import { createProxyQuestions } from './proxy-questions.ts'
import { createRelayedWorkers } from './relayed-workers.ts'

// The engine process of the desktop app and of the web host: connects one engine to the host that started it.

/** How long the engine may take to close its catalog once its host is gone. */
const orphanStopMs = 5_000

makeFilesPrivate()
const parent = connectParent()
const relayed = createRelayedWorkers(parent.post)
const proxies = createProxyQuestions(parent.post)
let engine: Engine | undefined

parent.onMessage((message, port) => void receive(message, port))
parent.onGone(() => void endAsOrphan())
if (parent.kind === 'node') endWithParent(orphanStopMs + 1_000)
// The host stops the engine by message; Ctrl+C reaches the whole process group and must not come first.
process.on('SIGINT', () => {})

async function receive(message: ToEngine, port: MessagePortLike | undefined): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message.dataDir, message.modelsDir)
    case 'request':
      return answer(message.id, (running) => running.request(message.name, message.args))
    case 'picture':
      return answer(message.id, async (running) => {
        const value = await running.picture(message.photoId, message.size)
        return { ok: true, value } as const
      })
    case 'ping':
      return parent.post({ kind: 'alive' })
    case 'stop':
      await engine?.stop()
      return parent.post({ kind: 'stopped' })
    case 'worker':
      return port && relayed.attach(message.workerId, port)
    case 'worker-exit':
      return relayed.exited(message.workerId, message.detail)
    case 'proxy':
      return proxies.answered(message.askId, message.proxy)
  }
}

async function start(dataDir: string, modelsDir: string): Promise<void> {
  const ports: EnginePorts = {
    dataDir,
    modelsDir,
    spawnWorker: parent.kind === 'electron' ? relayed.spawn : spawnNodeWorker,
    emit: (name, payload) => parent.post({ kind: 'event', name, payload } as EventMessage),
    log: createLog('warn'),
    leftoverPlaces: leftoverPlaces(),
    ...(parent.kind === 'electron' ? { proxyFor: proxies.proxyFor } : {}),
  }
  try {
    engine = await startEngine(ports, { role: 'indexer', watch: true, autoIndex: true })
    parent.post({ kind: 'started' })
  } catch (error) {
    parent.post({ kind: 'start-failed', error: toPlainError(error) })
  }
}

type AnyReply = Awaited<ReturnType<Engine['request']>>

async function answer(id: number, work: (running: Engine) => Promise<AnyReply>): Promise<void> {
  let reply: AnyReply
  try {
    if (!engine) throw new CodedError('engine-down', 'The engine is still starting; ask again in a moment.')
    reply = await work(engine)
  } catch (error) {
    reply = { ok: false, error: toPlainError(error) }
  }
  parent.post({ kind: 'answer', id, reply })
}

async function endAsOrphan(): Promise<void> {
  const limit = setTimeout(() => process.exit(0), orphanStopMs)
  limit.unref()
  await engine?.stop().catch(() => {})
  process.exit(0)
}
