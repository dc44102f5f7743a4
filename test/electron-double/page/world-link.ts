import type { Wire } from './wire.ts'

/** A value on its way between the two worlds of a page. */
export type Parcel =
  | { readonly data: string }
  | { readonly array: readonly Parcel[] }
  | { readonly object: readonly (readonly [string, Parcel])[] }
  | { readonly fn: number }
  | { readonly promise: number }
  | { readonly file: string }

type Message =
  | { readonly kind: 'expose'; readonly key: string; readonly value: Parcel }
  | { readonly kind: 'call'; readonly fn: number; readonly args: readonly Parcel[] }
  | { readonly kind: 'return'; readonly ok: boolean; readonly value: Parcel }
  | { readonly kind: 'settle'; readonly promise: number; readonly ok: boolean; readonly value: Parcel }

export interface WorldLink {
  expose(key: string, value: unknown): void
}

/**
 * One end of the bridge between the page's world and the preload's. The worlds share nothing but the DOM, so values
 * travel as text in synchronous events whose names only the two ends know. Functions and promises stay at home and are
 * called or awaited from afar, as Electron's contextBridge does it. Self-contained: its text is run inside the page.
 */
export function makeWorldLink(
  names: { readonly out: string; readonly in: string },
  wire: Wire,
  onExpose: (key: string, value: unknown) => void,
): WorldLink {
  type AnyFunction = (...args: unknown[]) => unknown
  const ownFunctions = new Map<number, AnyFunction>()
  const awaited = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  let lastId = 0
  let returned: Extract<Message, { kind: 'return' }> | undefined

  const send = (message: Message): void => {
    document.dispatchEvent(new CustomEvent(names.out, { detail: JSON.stringify(message) }))
  }
  // Only the message of an error crosses, in Electron as here.
  const packError = (error: unknown): Parcel =>
    pack(new Error(error instanceof Error ? error.message : String(error)))

  const pack = (value: unknown): Parcel => {
    if (typeof value === 'function') {
      lastId += 1
      ownFunctions.set(lastId, value as AnyFunction)
      return { fn: lastId }
    }
    if (value instanceof Promise) return { promise: watch(value) }
    if (value instanceof File) return { file: stash(value) }
    if (Array.isArray(value)) return { array: value.map(pack) }
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return { object: Object.entries(value).map(([key, item]) => [key, pack(item)] as const) }
    }
    return { data: wire.encode(value) }
  }
  const watch = (promise: Promise<unknown>): number => {
    lastId += 1
    const id = lastId
    promise.then(
      (value) => send({ kind: 'settle', promise: id, ok: true, value: pack(value) }),
      (error: unknown) => send({ kind: 'settle', promise: id, ok: false, value: packError(error) }),
    )
    return id
  }
  /** A file cannot be text; both worlds can reach it through an element of the shared DOM. */
  const stash = (file: File): string => {
    lastId += 1
    const holder = Object.assign(document.createElement('input'), {
      type: 'file',
      id: `${names.out}-${lastId}`,
    })
    const transfer = new DataTransfer()
    transfer.items.add(file)
    holder.files = transfer.files
    holder.hidden = true
    document.documentElement.append(holder)
    queueMicrotask(() => holder.remove())
    return holder.id
  }

  const unpack = (parcel: Parcel): unknown => {
    if ('data' in parcel) return wire.decode(parcel.data)
    if ('array' in parcel) return parcel.array.map(unpack)
    if ('object' in parcel) {
      return Object.fromEntries(parcel.object.map(([key, item]) => [key, unpack(item)] as const))
    }
    if ('fn' in parcel) return remoteFunction(parcel.fn)
    if ('file' in parcel) return (document.getElementById(parcel.file) as HTMLInputElement).files?.[0]
    return new Promise((resolve, reject) => awaited.set(parcel.promise, { resolve, reject }))
  }
  const remoteFunction =
    (fn: number): AnyFunction =>
    (...args) => {
      returned = undefined
      send({ kind: 'call', fn, args: args.map(pack) })
      const answer = returned as Extract<Message, { kind: 'return' }> | undefined
      if (!answer) throw new Error('The other world did not answer.')
      if (!answer.ok) throw unpack(answer.value)
      return unpack(answer.value)
    }
  const call = (fn: number, args: readonly Parcel[]): void => {
    let answer: Message
    try {
      answer = { kind: 'return', ok: true, value: pack(ownFunctions.get(fn)?.(...args.map(unpack))) }
    } catch (error) {
      answer = { kind: 'return', ok: false, value: packError(error) }
    }
    send(answer)
  }

  document.addEventListener(names.in, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message
    if (message.kind === 'expose') onExpose(message.key, unpack(message.value))
    else if (message.kind === 'call') call(message.fn, message.args)
    else if (message.kind === 'return') returned = message
    else {
      const { resolve, reject } = awaited.get(message.promise) ?? {}
      awaited.delete(message.promise)
      if (message.ok) resolve?.(unpack(message.value))
      else reject?.(unpack(message.value))
    }
  })

  return { expose: (key, value) => send({ kind: 'expose', key, value: pack(value) }) }
}
