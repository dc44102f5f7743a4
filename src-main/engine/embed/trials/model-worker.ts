import { toPlainError } from '../../../../src-preload/contract/index.ts'
import { connectWorkerPort } from '../../worker-port.ts'
import { limitMemory } from '../memory-limit.ts'
import { proveProvider } from './prove-provider.ts'
import type { Trial, TrialAnswer, TrialReply } from './trial-protocol.ts'
import { tuneModel } from './tune-model.ts'
import { tryModel } from './try-model.ts'

/**
 * The model worker's entry: whatever could take a process down before a model or a provider is trusted. One trial, one
 * answer; the engine ends the process.
 */
const port = connectWorkerPort()
const post = (reply: TrialReply) => port.post(reply)

port.onMessage((message) => void answer(message as Trial))

async function answer(trial: Trial): Promise<void> {
  try {
    limitMemory(trial.modelDir)
    post({ kind: 'answer', answer: await run(trial) })
  } catch (error) {
    post({ kind: 'refused', error: toPlainError(error) })
  }
}

function run(trial: Trial): Promise<TrialAnswer> {
  if (trial.kind === 'prove') return proveProvider(trial)
  if (trial.kind === 'tune') return tuneModel(trial)
  return tryModel(trial.modelDir, (field) => post({ kind: 'reached', field }))
}
