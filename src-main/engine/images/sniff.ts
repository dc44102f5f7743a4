/** What a file's first bytes say it is. `direct`: the decoder should have its try. */
export type Content =
  | { readonly kind: 'direct' }
  | { readonly kind: 'convert'; readonly format: 'heic' | 'bmp' | 'jxl' | 'jp2' | 'psd' }
  | { readonly kind: 'raw' }
  /** No picture at all. */
  | { readonly kind: 'other'; readonly name: string }

export function sniff(bytes: Uint8Array): Content {
  const head = headOf(bytes)
  if (head.slice(4, 8) === 'ftyp') return isoMedia(head)
  return signatures.find(({ start }) => head.startsWith(start))?.content ?? direct
}

/** AVIF in one of its many kinds, animations among them. */
export function isAvif(bytes: Uint8Array): boolean {
  const head = headOf(bytes)
  return head.slice(4, 8) === 'ftyp' && isoMedia(head).kind === 'direct'
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1')
}

const direct: Content = { kind: 'direct' }
const raw: Content = { kind: 'raw' }
const convert = (format: 'heic' | 'bmp' | 'jxl' | 'jp2' | 'psd'): Content => ({ kind: 'convert', format })
const other = (name: string): Content => ({ kind: 'other', name })

const signatures: readonly { readonly start: string; readonly content: Content }[] = [
  { start: 'BM', content: convert('bmp') },
  { start: '\xff\x0a', content: convert('jxl') },
  { start: '\0\0\0\x0cJXL ', content: convert('jxl') },
  { start: '\0\0\0\x0cjP  ', content: convert('jp2') },
  { start: '\xff\x4f\xff\x51', content: convert('jp2') },
  { start: '8BPS', content: convert('psd') },
  { start: 'IIU\0', content: raw },
  { start: 'IIRO', content: raw },
  { start: 'IIRS', content: raw },
  { start: 'MMOR', content: raw },
  { start: 'FUJIFILMCCD-RAW', content: raw },
  { start: 'FOVb', content: raw },
  { start: '\0MRM', content: raw },
  { start: 'II\x1a\0\0\0HEAPCCDR', content: raw },
  { start: '%PDF', content: other('a PDF document') },
  { start: 'PK\x03\x04', content: other('an archive') },
  { start: '<!DOCTYPE html', content: other('a web page') },
  { start: '<html', content: other('a web page') },
]

/** Brands of the ISO container (ISO 14496-12), which holds HEIC and AVIF but video and Canon's CR3 too. */
function isoMedia(head: string): Content {
  const brand = head.slice(8, 12)
  const compatible = head.slice(16)
  if (brand === 'crx ') return raw
  if (/^(hei|hev)/.test(brand)) return convert('heic')
  if (brand.startsWith('avi') || compatible.includes('avif')) return direct
  if (/^(mif|msf)/.test(brand) || /mif1|heic|heix|msf1/.test(compatible)) return convert('heic')
  return other('a video')
}
