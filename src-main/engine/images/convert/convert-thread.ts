import { parentPort } from 'node:worker_threads'
import { tooManyPixels } from '../pixel-limit.ts'
import { convertHeif } from './convert-heif.ts'
import { convertMagick, loadMagick, type Magick } from './convert-magick.ts'
import { convertProblem } from './convert-problem.ts'
import type { ConvertedPicture, ConvertReply, ConvertRequest } from './convert-protocol.ts'
import { loadHeifLibrary, type HeifLibrary } from './heif-library.ts'
import { PictureTooLarge } from './picture-too-large.ts'

/**
 * The entry of a worker's converter thread. Its decoders are WebAssembly and block the thread they run on; here they
 * leave the worker free to embed and to watch its memory. Each is loaded when its first picture comes.
 */
let heif: Promise<HeifLibrary> | undefined
let magick: Promise<Magick> | undefined

parentPort?.on('message', (request: ConvertRequest) => void answer(request))

async function answer(request: ConvertRequest): Promise<void> {
  const { taskId, format } = request
  try {
    const picture = await convert(request)
    const transfer = picture.tiff ? [picture.tiff.buffer] : []
    parentPort?.postMessage({ taskId, kind: 'converted', picture } satisfies ConvertReply, transfer)
  } catch (error) {
    // After a trap or for want of memory, a WebAssembly instance may be in any state.
    if (error instanceof Error && /^(Runtime|Range)Error$/.test(error.name)) heif = magick = undefined
    parentPort?.postMessage({
      taskId,
      kind: 'failed',
      reason: reasonOf(error, format),
    } satisfies ConvertReply)
  }
}

async function convert({ format, bytes, needed }: ConvertRequest): Promise<ConvertedPicture> {
  if (format === 'heic') {
    heif ??= loadHeifLibrary()
    return convertHeif(await heif, bytes, needed)
  }
  magick ??= loadMagick()
  return convertMagick(await magick, bytes, format)
}

function reasonOf(error: unknown, format: ConvertRequest['format']): string {
  if (error instanceof PictureTooLarge) return tooManyPixels().reason
  return convertProblem(error, format)
}
