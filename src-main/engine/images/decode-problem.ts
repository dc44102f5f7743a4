import { tooManyPixels } from './pixel-limit.ts'
import { failed, type PictureProblem } from './problem.ts'
import { isAvif } from './sniff.ts'

/** What the decoder threw, as a sentence for a person. */
export function decodeProblem(error: unknown, bytes: Uint8Array): PictureProblem {
  const message = error instanceof Error ? error.message : String(error)
  if (/unsupported image format|unknown image format/i.test(message)) return unknownFormat(bytes)
  if (/exceeds pixel limit/i.test(message)) return tooManyPixels()
  if (/premature end|truncated|end of (stream|file)/i.test(message)) {
    return failed('The file is cut short: its picture is not complete.')
  }
  const detail = detailOf(message, bytes)
  return failed(`The picture is damaged or of an unusual kind${detail === '' ? '' : ` (${detail})`}.`)
}

/** A file whose first bytes belong to something that is no picture. */
export function foreignProblem(name: string): PictureProblem {
  return failed(`This is not a picture but ${name}.`)
}

function unknownFormat(bytes: Uint8Array): PictureProblem {
  if (isAvif(bytes)) return failed('AVIF pictures of this kind cannot be read.')
  return failed('This is not a picture that can be read.')
}

/** What libvips calls its loaders of each kind of picture, by the picture's first bytes. */
const loaders: readonly { readonly start: RegExp; readonly name: RegExp }[] = [
  { start: /^\xff\xd8/, name: /jpeg/i },
  { start: /^\x89PNG/, name: /png/i },
  { start: /^GIF8/, name: /gif/i },
  { start: /^RIFF/, name: /webp/i },
  { start: /^(II|MM)/, name: /tiff/i },
  { start: /^....ftyp/s, name: /heif/i },
]

/**
 * libvips writes several lines, each with the name of its loader, into one buffer for all the pictures that a process
 * decodes at a time: only a line of this picture's own loader is about it. Warnings are not why it failed.
 */
function detailOf(message: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const own = loaders.find(({ start }) => start.test(head))?.name
  for (const line of message.split('\n')) {
    const [, loader = '', text = ''] = /^\s*(?:Input \w+ has corrupt header: )?(\w+): (.+)$/.exec(line) ?? []
    if (!own?.test(loader) || /^(warning|defined set_get_field)/i.test(text)) continue
    // With numbers in it, it is about this file alone; problems are grouped by their sentence.
    if (!/\d/.test(text)) return text.trim().slice(0, 120)
  }
  return ''
}
