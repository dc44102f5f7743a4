import { Tensor } from '../onnx/runtime.ts'
import { inputLength, writePlanes, type ImageInput } from './preprocess.ts'

/**
 * Pictures as a model's input. The memory is made once, for the largest batch so far, and filled again and again: a
 * tensor is good until the next call.
 */
export function pictureBatches(image: ImageInput): (pictures: readonly Uint8Array[]) => Tensor {
  const tensors = new Map<number, Tensor>()
  let memory = new Float32Array(0)

  return (pictures) => {
    const count = pictures.length
    const length = count * inputLength(image)
    if (memory.length < length) {
      memory = new Float32Array(length)
      tensors.clear()
    }
    pictures.forEach((rgb, slot) => writePlanes(rgb, image, memory, slot))
    const tensor =
      tensors.get(count) ??
      new Tensor('float32', memory.subarray(0, length), [count, 3, image.height, image.width])
    tensors.set(count, tensor)
    return tensor
  }
}
