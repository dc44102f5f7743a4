/**
 * What a file's first bytes say it is: a family of pictures that Sightline cannot decode yet ("HEIC"), something that
 * is no picture at all ("PDF document"), or undefined when the decoder should have its try.
 */
export function sniffForeign(
  bytes: Uint8Array,
): { readonly kind: 'picture' | 'other'; readonly name: string } | undefined {
  const head = headOf(bytes)
  if (head.slice(4, 8) === 'ftyp') return isoMedia(head)
  return signatures.find(({ start }) => head.startsWith(start))
}

/** AVIF in one of its many kinds, animations among them. */
export function isAvif(bytes: Uint8Array): boolean {
  const head = headOf(bytes)
  return head.slice(4, 8) === 'ftyp' && isoMedia(head) === undefined
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1')
}

const picture = (name: string, start: string) => ({ kind: 'picture' as const, name, start })
const other = (name: string, start: string) => ({ kind: 'other' as const, name, start })

const signatures = [
  picture('BMP', 'BM'),
  picture('JPEG XL', '\xff\x0a'),
  picture('JPEG XL', '\0\0\0\x0cJXL '),
  picture('JPEG 2000', '\0\0\0\x0cjP  '),
  picture('JPEG 2000', '\xff\x4f\xff\x51'),
  picture('Photoshop', '8BPS'),
  picture('RAW', 'IIU\0'),
  picture('RAW', 'IIRO'),
  picture('RAW', 'FUJIFILMCCD-RAW'),
  picture('RAW', 'FOVb'),
  other('a PDF document', '%PDF'),
  other('an archive', 'PK\x03\x04'),
  other('a web page', '<!DOCTYPE html'),
  other('a web page', '<html'),
]

/** Brands of the ISO container (ISO 14496-12), which holds HEIC and AVIF but video and Canon's CR3 too. */
function isoMedia(head: string) {
  const brand = head.slice(8, 12)
  const compatible = head.slice(16)
  if (brand.startsWith('avi') || compatible.includes('avif')) return undefined
  if (brand === 'crx ') return { kind: 'picture' as const, name: 'RAW' }
  if (/^(hei|hev|mif|msf)/.test(brand)) return { kind: 'picture' as const, name: 'HEIC' }
  return { kind: 'other' as const, name: 'a video' }
}
