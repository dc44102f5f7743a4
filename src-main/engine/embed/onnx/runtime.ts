import { createRequire } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import type * as onnx from 'onnxruntime-node'
import { refuseUnlessQuiet } from '../../quiet.ts'

// The one door to ONNX Runtime. `createRequire`, because an import would be carried out before the check, and the bundler moves
// imports to the top of the file in any case.

const packageRequire = createRequire(import.meta.url)
const runtime = loadQuietly()

export const { InferenceSession, Tensor, listSupportedBackends } = runtime
export type InferenceSession = onnx.InferenceSession
export type SessionOptions = onnx.InferenceSession.SessionOptions
export type Tensor = onnx.Tensor

function loadQuietly(): typeof onnx {
  // A thread has an environment of its own in JavaScript; the runtime reads that of the process.
  if (!isMainThread) throw new Error('ONNX Runtime belongs in a process of its own, not in a thread.')
  const already = Object.keys(packageRequire.cache).find((file) => file.endsWith('onnxruntime_binding.node'))
  if (already) throw new Error(`ONNX Runtime was loaded by something else before (${already}).`)
  refuseUnlessQuiet()
  return packageRequire('onnxruntime-node') as typeof onnx
}
