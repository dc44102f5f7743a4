/**
 * Makes a text what OpenAI's CLIP would have made of it before it learned from it: its captions went through ftfy and had
 * their HTML entities decoded. A phone's or a Mac's curly apostrophe, a full-width letter of an Asian keyboard and an
 * entity out of a web page are then the signs that the model knows.
 */
export function cleanLikeClip(text: string): string {
  const plain = fromWrongEncoding(unescapeHtml(text))
    .replace(/[Ĳĳŉ\u01c4-\u01cc\u01f1-\u01f3ﬀ-ﬆ]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\u3000\uff01-\uffee]/g, (wide) => wide.normalize('NFKC'))
    .replace(/[\u02bc\u2018-\u201b]/g, "'")
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(controls, '')
    .normalize('NFC')
  // Twice, as CLIP did it: captions were found escaped more than once.
  return unescapeHtml(unescapeHtml(plain))
}

/** Signs that are never seen; line breaks and tabs are spaces. */
const controls = /(?![\t\n\f\r])\p{Cc}|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu

/** The entities that stand for signs of everyday writing; the other two thousand stay as they were typed. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** The bytes that Windows' western encoding has for its signs beyond Latin-1. */
const windowsBytes = new Map(
  Array.from({ length: 32 }, (_, at) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + at)),
    0x80 + at,
  ]),
)

/** UTF-8 that was read as Windows' western encoding on its way here ("cafÃ©"): such a thing is never meant. */
function fromWrongEncoding(text: string): string {
  if (!/[\u00c2-\u00f4]/.test(text)) return text
  const bytes = Array.from(text, (sign) => windowsBytes.get(sign) ?? sign.codePointAt(0) ?? 0)
  if (bytes.some((byte) => byte > 0xff)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}
