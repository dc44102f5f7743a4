import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConstantInput } from '../../models/manifest.ts'
import { brokenModel } from '../../models/model-folder.ts'
import { ModelFault } from '../../models/model-fault.ts'
import { InferenceSession, Tensor, type SessionOptions } from '../onnx/runtime.ts'
import { checkTower, isFixed, noOutput, type TowerPlan } from './check-tower.ts'
import { splitEmbeddings } from './embedding.ts'
import { cutTower } from './one-tower.ts'
import { signWeights } from './signed-weights.ts'

/** One encoder of a model: its own input to embeddings. */
export interface Tower {
  /** The only size of a batch that it takes; null where any will do. */
  readonly fixedBatch: number | null
  /** The only number of tokens that it takes; null where any will do. */
  readonly fixedLength: number | null
  /** The type of its attention mask; undefined where it wants none. */
  readonly maskType: string | undefined
  /** One entry for each of `count` inputs; undefined where the embedding is not finite, or zero. */
  run(feeds: Record<string, Tensor>, count: number): Promise<(Float32Array | undefined)[]>
  close(): Promise<void>
}

/** Throws CodedError `model-broken`, with the ModelFault as its cause. */
export async function openTower(modelDir: string, plan: TowerPlan, options: SessionOptions): Promise<Tower> {
  try {
    const { session, inputs } = await openSession(join(modelDir, plan.file), plan, options)
    try {
      checkTower(session, plan, inputs)
    } catch (error) {
      await session.release()
      throw error
    }
    return towerOf(session, plan)
  } catch (error) {
    throw brokenModel(modelDir, plan.file, error)
  }
}

/** A file with constants in its manifest holds more than this tower: only the tower's part is loaded. */
async function openSession(path: string, plan: TowerPlan, options: SessionOptions) {
  try {
    const cut = plan.constants.length > 0 ? cutTower(await readFile(path), plan.output) : null
    if (cut && !cut.outputs.includes(plan.output)) throw noOutput(plan, cut.outputs)
    if (cut) return { session: await InferenceSession.create(cut.bytes, options), inputs: cut.inputs }
    const session = (await openSigned(path, plan, options)) ?? (await InferenceSession.create(path, options))
    return { session, inputs: session.inputNames }
  } catch (error) {
    if (error instanceof ModelFault) throw error
    throw new ModelFault(`${plan.side}.file`, `${plan.file} cannot be loaded (${detailOf(error)})`, {
      cause: error,
    })
  }
}

/**
 * Undefined for files that are as quick as they come. Texts are short: what they would win is less than reading the file
 * twice costs when a question wakes the model.
 */
async function openSigned(path: string, plan: TowerPlan, options: SessionOptions) {
  if (!plan.isQuantized || plan.side === 'text' || process.arch !== 'x64') return undefined
  try {
    const file = await readFile(path)
    return signWeights(file) ? await InferenceSession.create(file, options) : undefined
  } catch {
    // It may load as it is, or else tells by itself what is wrong with it.
    return undefined
  }
}

/** Without the path and the place in ONNX Runtime's own code. */
function detailOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (
    message
      .split('\n')[0]
      ?.replace(/^.*? failed: ?/, '')
      .replace(/\.$/, '') ?? ''
  )
}

function towerOf(session: InferenceSession, plan: TowerPlan): Tower {
  const { input, output, embeddingSize, attentionMask } = plan
  const constants = Object.fromEntries(
    plan.constants
      .filter(({ name }) => session.inputNames.includes(name))
      .map((each) => [each.name, constantTensor(each)]),
  )
  const metadataOf = (wanted: string | null) => session.inputMetadata.find(({ name }) => name === wanted)
  const own = metadataOf(input)
  const mask = metadataOf(attentionMask)
  const [batch, length] = own?.isTensor ? own.shape : []
  return {
    fixedBatch: isFixed(batch) ? batch : null,
    fixedLength: plan.side === 'text' && isFixed(length) ? length : null,
    maskType: mask?.isTensor ? mask.type : undefined,
    run: async (feeds, count) => {
      const numbers = floats((await session.run({ ...constants, ...feeds }, [output]))[output])
      if (numbers.length !== count * embeddingSize) {
        const size = numbers.length / count
        throw new ModelFault(
          'embeddingSize',
          `is ${embeddingSize}, but ${plan.file} gives embeddings of ${size}`,
        )
      }
      return splitEmbeddings(numbers, count, embeddingSize)
    },
    close: () => session.release(),
  }
}

function constantTensor({ type, shape, value }: ConstantInput): Tensor {
  return fullTensor(
    type,
    shape,
    shape.reduce((product, size) => product * size, 1),
    () => value,
  )
}

/** A tensor of numbers that are whole where the type has only those. */
export function fullTensor(
  type: string,
  shape: readonly number[],
  length: number,
  valueAt: (at: number) => number,
): Tensor {
  const values = Array.from({ length }, (_, at) => valueAt(at))
  if (type === 'int64') return new Tensor('int64', BigInt64Array.from(values, BigInt), shape)
  if (type === 'int32') return new Tensor('int32', Int32Array.from(values), shape)
  if (type === 'bool') return new Tensor('bool', Uint8Array.from(values), shape)
  if (type === 'float32') return new Tensor('float32', Float32Array.from(values), shape)
  throw new TypeError(`an input of type ${type} cannot be given`)
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data
  throw new TypeError('the model did not return 32-bit floats')
}
