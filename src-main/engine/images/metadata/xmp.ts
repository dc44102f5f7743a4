import { XMLParser } from 'fast-xml-parser'

/** The properties of an XMP packet by their usual prefixed names. */
export interface XmpFacts {
  text(property: string): string | undefined
  list(property: string): readonly string[]
}

/** Packets may carry whole edit histories and masks; what a person wrote stands at the front. */
const longestPacket = 1 << 20
const longestList = 1000

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // No entity of the document's own is ever expanded; the five of XML are put back below.
  processEntities: false,
})

/** Reads an XMP packet. Undefined for what is none; never throws. */
export function readXmp(packet: Uint8Array | undefined): XmpFacts | undefined {
  if (!packet || packet.byteLength === 0) return undefined
  try {
    const text = Buffer.from(packet.buffer, packet.byteOffset, Math.min(packet.byteLength, longestPacket))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replaceAll('\0', '')
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined
    const descriptions = descriptionsIn(parser.parse(closed(text)))
    if (descriptions.length === 0) return undefined
    const find = (property: string) =>
      descriptions.map((one) => one[`@${property}`] ?? one[property]).find((value) => value !== undefined)
    return {
      text: (property) => itemsOf(find(property))[0],
      list: (property) => itemsOf(find(property)).slice(0, longestList),
    }
  } catch {
    return undefined
  }
}

/** A packet that was cut is read up to its last whole tag. */
function closed(text: string): string {
  return text.length < longestPacket - 1 ? text : text.slice(0, text.lastIndexOf('>') + 1)
}

type Node = Readonly<Record<string, unknown>>

function descriptionsIn(document: unknown): Node[] {
  const root = child(child(document, 'x:xmpmeta') ?? child(document, 'x:xapmeta') ?? document, 'rdf:RDF')
  return many(child(root, 'rdf:Description')).filter(isNode)
}

/** The texts of a property: a plain one, or the items of a list; of languages the default comes first. */
function itemsOf(value: unknown): string[] {
  if (typeof value === 'string') return [decoded(value)]
  const list = child(value, 'rdf:Alt') ?? child(value, 'rdf:Bag') ?? child(value, 'rdf:Seq')
  const items = many(list === undefined ? value : child(list, 'rdf:li'))
  const sorted = items.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
  return sorted.map(textOf).filter((text) => text !== '')
}

function isDefault(item: unknown): boolean {
  return child(item, '@xml:lang') === 'x-default'
}

function textOf(item: unknown): string {
  const text = typeof item === 'string' ? item : child(item, '#text')
  return typeof text === 'string' ? decoded(text) : ''
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

function child(node: unknown, name: string): unknown {
  return isNode(node) ? node[name] : undefined
}

function many(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
