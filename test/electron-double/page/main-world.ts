import type { Wire } from './wire.ts'
import type { makeWorldLink } from './world-link.ts'

/** Runs in the page's own world before any of its scripts: receives what the preload exposes. Self-contained. */
export function installMainWorld(token: string, wire: Wire, makeLink: typeof makeWorldLink): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    for (const item of Object.values(value)) freeze(item)
    return Object.freeze(value)
  }
  makeLink({ out: `${token}-to-preload`, in: `${token}-to-page` }, wire, (key, value) => {
    Object.defineProperty(window, key, { value: freeze(value), enumerable: true })
  })
}
