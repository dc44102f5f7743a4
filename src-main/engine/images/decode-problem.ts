import { undecodableFamily } from './formats.ts'
import { failed, type PictureProblem } from './problem.ts'
import { isAvif } from './sniff.ts'

/** 0x3fff squared, libvips' own default: about 268 megapixels. */
export const maxPixels = 0x3fff * 0x3fff

/** What the decoder threw, as a sentence for a person. `name` is the file's name. */
export function decodeProblem(error: unknown, name: string, bytes: Uint8Array): PictureProblem {
  const message = error instanceof Error ? error.message : String(error)
  if (/unsupported image format|unknown image format/i.test(message)) return unknownFormat(name, bytes)
  if (/exceeds pixel limit/i.test(message)) return failed(`The picture has too many pixels: ${limit}.`)
  if (/premature end|truncated|end of (stream|file)/i.test(message)) {
    return failed('The file is cut short: its picture is not complete.')
  }
  const detail = shortMessage(message)
  return failed(`The picture is damaged or of an unusual kind${detail === '' ? '' : ` (${detail})`}.`)
}

/** A file whose first bytes belong to something that is not handed to the decoder. */
export function foreignProblem(foreign: { kind: 'picture' | 'other'; name: string }): PictureProblem {
  if (foreign.kind === 'picture') return failed(`${foreign.name} pictures cannot be read yet.`)
  return failed(`This is not a picture but ${foreign.name}.`)
}

export function tooManyPixels(width: number, height: number): PictureProblem {
  const megapixels = Math.round((width * height) / 1e6).toLocaleString('en')
  return failed(`The picture has ${megapixels} megapixels: ${limit}.`)
}

const limit = `at most ${Math.floor(maxPixels / 1e6)} megapixels can be read`

function unknownFormat(name: string, bytes: Uint8Array): PictureProblem {
  const family = undecodableFamily(name)
  if (family) return failed(`${family} pictures cannot be read yet.`)
  if (isAvif(bytes)) return failed('AVIF pictures of this kind cannot be read.')
  return failed('This is not a picture that can be read.')
}

/** libvips writes several lines, each with the name of its loader; the first says enough. */
function shortMessage(message: string): string {
  const line = message.split('\n').find((each) => each.trim() !== '') ?? ''
  const detail = line
    .replace(/^Input (buffer|file) (has corrupt header:?|contains)?\s*/, '')
    .replace(/^(Vips\w+|\w+load\w*): (Warning: )?/, '')
    .trim()
  return /^unknown error\.?$/i.test(detail) ? '' : detail.slice(0, 120)
}
