import { iptcRecords } from './photoshop-notes.ts'

/** What newspapers' software wrote, before XMP: raw texts. */
export interface IptcFacts {
  readonly title: string | undefined
  readonly caption: string | undefined
  readonly keywords: readonly string[]
  /** "2019:05:12 14:30:00+02:00", as far as it is there. */
  readonly date: string | undefined
}

const maxRecords = 2000

/** Reads the records of IPTC's first standard; undefined when there are none. */
export function readIptc(block: Uint8Array | undefined): IptcFacts | undefined {
  const bytes = block && iptcRecords(block)
  if (!bytes) return undefined
  const texts = new Map<string, string[]>()
  const latin1 = new TextDecoder('latin1')
  const utf8 = new TextDecoder('utf-8')
  let decoder = latin1
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (let count = 0; at + 5 <= view.byteLength && count < maxRecords; count++) {
    if (view.getUint8(at) !== 0x1c) break
    const key = `${view.getUint8(at + 1)}:${view.getUint8(at + 2)}`
    const length = view.getUint16(at + 3)
    if (length > 0x7fff || at + 5 + length > view.byteLength) break
    const value = bytes.subarray(at + 5, at + 5 + length)
    // ESC % G: what follows is UTF-8.
    if (key === '1:90' && value[1] === 0x25 && value[2] === 0x47) decoder = utf8
    texts.set(key, [...(texts.get(key) ?? []), decoder.decode(value)])
    at += 5 + length
  }
  if (texts.size === 0) return undefined
  const first = (key: string) => texts.get(key)?.[0]
  return {
    title: first('2:5'),
    caption: first('2:120'),
    keywords: texts.get('2:25') ?? [],
    date: dateOf(first('2:55'), first('2:60')),
  }
}

/** "20190512" and "143000+0200". */
function dateOf(day: string | undefined, time: string | undefined): string | undefined {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})/.exec(day ?? '') ?? []
  const [, hour, minute, second, zone = ''] = /^(\d{2})(\d{2})(\d{2})([+-]\d{4})?/.exec(time ?? '') ?? []
  if (!year || !hour) return undefined
  return `${year}:${month}:${date} ${hour}:${minute}:${second}${zone.replace(/(\d\d)$/, ':$1')}`
}
