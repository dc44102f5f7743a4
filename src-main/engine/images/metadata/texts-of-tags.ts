import type { ExifTags } from './exif-tags.ts'
import { cleanText } from './exif-text.ts'

/** What cameras write where a person would describe the picture. */
const cameraPhrases =
  /^(?:.*digital (?:still )?camera|sony dsc|samsung(?: camera)?|dcim\b.*|dcf\b.*|default|image|untitled|exif_jpeg_.*|jpeg|oi\d+|camera phone|charset=.*|maker:.*|hdrpl|file written by .*|<.*>)$/i

/** Windows keeps the title in a tag of its own, in UTF-16. */
export function titleFromTags(tags: ExifTags): string | null {
  return cleanText(utf16(tags['XPTitle']), 200)
}

export function captionFromTags(tags: ExifTags, longest: number): string | null {
  const text = cleanText(tags['ImageDescription'], longest)
  if (text !== null && !cameraPhrases.test(text)) return text
  return cleanText(utf16(tags['XPComment']), longest)
}

/** A text of Windows' own tags: bytes of little-endian UTF-16. */
export function utf16(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!ArrayBuffer.isView(value) && !Array.isArray(value)) return undefined
  const bytes = Uint8Array.from(value as ArrayLike<number>).subarray(0, 8192)
  return new TextDecoder('utf-16le').decode(bytes)
}
