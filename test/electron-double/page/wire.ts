export interface Wire {
  /** Throws what Electron throws for a value that structured clone refuses, and for rings, which no request has. */
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Structured clone as text, for the way between this process and a page over the DevTools protocol. What JSON has no word
 * for becomes `{ $: kind, v: value }`. Self-contained, because its text is also run inside the page.
 */
export function makeWire(): Wire {
  const refuse = (): never => {
    throw new Error('An object could not be cloned.')
  }
  const base64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < bytes.length; at += 8_192) {
      text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
    }
    return btoa(text)
  }
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

  const pack = (value: unknown, above: readonly object[]): unknown => {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value === 'function' || typeof value === 'symbol') return refuse()
    if (typeof value !== 'object' || value === null) return value
    if (above.includes(value)) return refuse()
    const inner = [...above, value]
    if (Array.isArray(value)) return value.map((item) => pack(item, inner))
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof Error) return { $: 'error', v: value.message }
    if (value instanceof Map) return { $: 'map', v: pack([...value], inner) }
    if (value instanceof Set) return { $: 'set', v: pack([...value], inner) }
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: base64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      const type = Object.prototype.toString.call(value).slice(8, -1)
      return { $: type, v: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    }
    if (value instanceof Promise || value instanceof WeakMap || '$' in value) return refuse()
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, inner)]))
  }

  const typedArray = (type: string, bytes: Uint8Array): unknown => {
    if (type === 'Uint8Array') return bytes
    const Type = (globalThis as unknown as Record<string, new (buffer: unknown) => unknown>)[type]
    return Type ? new Type(bytes.buffer) : refuse()
  }

  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    if (!('$' in value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]))
    }
    const { $: kind, v } = value as { $: string; v: never }
    switch (kind) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(v)
      case 'bigint':
        return BigInt(v)
      case 'date':
        return new Date(v)
      case 'error':
        return new Error(v)
      case 'map':
        return new Map(unpack(v) as [])
      case 'set':
        return new Set(unpack(v) as [])
      case 'buffer':
        return fromBase64(v).buffer
      default:
        return typedArray(kind, fromBase64(v))
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(value, [])),
    decode: (text) => unpack(JSON.parse(text)),
  }
}
