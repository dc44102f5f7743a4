import type { ConstantInput, ModelManifest } from '../../models/manifest.ts'
import { ModelFault } from '../../models/model-fault.ts'
import type { InferenceSession } from '../onnx/runtime.ts'

type ValueMetadata = InferenceSession['inputMetadata'][number]
type TensorMetadata = Extract<ValueMetadata, { isTensor: true }>

/** What model.json says about one tower, in words that serve both. */
export interface TowerPlan {
  readonly side: 'image' | 'text'
  readonly file: string
  readonly input: string
  readonly output: string
  readonly type: 'float32' | 'int64' | 'int32'
  /** After the batch. What a file leaves open may be less. */
  readonly shape: readonly number[]
  readonly attentionMask: string | null
  readonly constants: readonly ConstantInput[]
  readonly embeddingSize: number
  readonly isQuantized: boolean
}

export function imagePlan({ image, embeddingSize, quantized }: ModelManifest): TowerPlan {
  const { height, width } = image
  return {
    ...image,
    side: 'image',
    shape: [3, height, width],
    attentionMask: null,
    embeddingSize,
    isQuantized: quantized !== null,
  }
}

export function textPlan({ text, embeddingSize, quantized }: ModelManifest): TowerPlan {
  return { ...text, side: 'text', shape: [text.maxTokens], embeddingSize, isQuantized: quantized !== null }
}

/**
 * Compares what a file declares with what model.json says of it. Throws ModelFault. What a file leaves open shows when
 * it runs. `declared` are the inputs of the whole file, of which a cut tower may need fewer.
 */
export function checkTower(
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
  plan: TowerPlan,
  declared: readonly string[],
): void {
  const { side, constants, attentionMask } = plan
  for (const { name } of constants) {
    if (!declared.includes(name)) throw new ModelFault(`${side}.constants`, noInput(plan, name, declared))
  }
  if (attentionMask !== null && !declared.includes(attentionMask)) {
    throw new ModelFault(`${side}.attentionMask`, noInput(plan, attentionMask, declared))
  }
  if (!declared.includes(plan.input)) {
    throw new ModelFault(`${side}.input`, noInput(plan, plan.input, declared))
  }
  for (const { name, type } of constants) {
    const given = session.inputMetadata.find((input) => input.name === name)
    if (!given || (given.isTensor && given.type === type)) continue
    const taken = given.isTensor ? given.type : 'no tensor'
    throw new ModelFault(`${side}.constants`, `"${name}" takes ${taken}, model.json says ${type}`)
  }
  const known = new Set([plan.input, attentionMask, ...constants.map(({ name }) => name)])
  for (const input of session.inputMetadata) {
    if (!known.has(input.name)) {
      throw new ModelFault(
        `${side}.constants`,
        `${plan.file} wants an input "${input.name}" that nothing is given for`,
      )
    }
  }
  checkInput(
    session.inputMetadata.find(({ name }) => name === plan.input),
    plan,
  )
  checkOutput(
    session.outputMetadata.find(({ name }) => name === plan.output),
    session,
    plan,
  )
}

/** A file may take batches of one size only: each picture and each question is then computed so often. */
const largestBatch = 64

function checkInput(input: ValueMetadata | undefined, plan: TowerPlan): void {
  const field = `${plan.side}.input`
  if (!input) throw new ModelFault(field, `"${plan.input}" has no part in the output "${plan.output}"`)
  const { type, shape } = tensorOf(input, field)
  const batch = shape[0]
  if (isFixed(batch) && batch > largestBatch) {
    throw new ModelFault(
      field,
      `"${plan.input}" takes batches of ${batch} only, and ${largestBatch} is the most`,
    )
  }
  if (type !== plan.type) {
    throw new ModelFault(`${plan.side}.type`, `"${plan.input}" takes ${type}, model.json says ${plan.type}`)
  }
  // A file may say nothing at all of a shape.
  if (shape.length === 0) return
  if (shape.length !== plan.shape.length + 1) {
    throw new ModelFault(
      field,
      `"${plan.input}" takes ${spell(shape)}, not ${spell(['batch', ...plan.shape])}`,
    )
  }
  shape.slice(1).forEach((size, at) => {
    if (!isFixed(size) || size === plan.shape[at]) return
    throw new ModelFault(
      sizeField(plan.side, at),
      `"${plan.input}" takes ${spell(shape)}, and model.json makes it ${spell(['batch', ...plan.shape])}`,
    )
  })
}

/** The field that says how long the dimension after the batch is. */
function sizeField(side: TowerPlan['side'], at: number): string {
  if (side === 'text') return 'text.maxTokens'
  return ['image.layout', 'image.height', 'image.width'][at] ?? 'image.input'
}

function checkOutput(
  output: ValueMetadata | undefined,
  { outputMetadata }: Pick<InferenceSession, 'outputMetadata'>,
  { side, file, output: name, embeddingSize }: TowerPlan,
): void {
  const field = `${side}.output`
  if (!output) {
    throw noOutput(
      { side, file, output: name },
      outputMetadata.map((each) => each.name),
    )
  }
  const { type, shape } = tensorOf(output, field)
  if (type !== 'float32') throw new ModelFault(field, `"${name}" gives ${type} instead of float32`)
  if (shape.length === 0) return
  const last = shape.at(-1)
  if (shape.length !== 2) {
    throw new ModelFault(field, `"${name}" gives ${spell(shape)}, not one embedding for each input`)
  }
  if (isFixed(last) && last !== embeddingSize) {
    throw new ModelFault('embeddingSize', `is ${embeddingSize}, but ${file} gives embeddings of ${last}`)
  }
}

export function noOutput(
  { side, file, output }: Pick<TowerPlan, 'side' | 'file' | 'output'>,
  declared: readonly string[],
): ModelFault {
  const others = declared.map((name) => `"${name}"`).join(', ')
  const only = others === '' ? '' : `, only ${others}`
  return new ModelFault(`${side}.output`, `${file} has no output "${output}"${only}`)
}

function tensorOf(value: ValueMetadata, field: string): TensorMetadata {
  if (value.isTensor) return value
  throw new ModelFault(field, `"${value.name}" is no tensor`)
}

export function isFixed(size: number | string | null | undefined): size is number {
  return typeof size === 'number' && size > 0
}

function noInput({ file }: TowerPlan, name: string, declared: readonly string[]): string {
  return `${file} has no input "${name}", only ${declared.map((each) => `"${each}"`).join(', ')}`
}

function spell(shape: readonly (number | string | null)[]): string {
  return `[${shape.map((size) => (size === null || size === '' ? 'any' : String(size))).join(', ')}]`
}
