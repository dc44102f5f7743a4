import type { WebContents } from 'electron'
import { channels } from '../../../src-preload/contract/index.ts'
import type { Emit, EventName } from '../../../src-preload/contract/index.ts'

export interface WindowEvents {
  readonly emit: Emit
  /** Sends from now on to this page: what it should know at once, then everything new. */
  attach(contents: WebContents): void
}

/** Told again to every page that loads, as the web host does on connect. */
const standing: ReadonlySet<EventName> = new Set(['engine.state', 'indexing.progress'])
/** Kept while no page listens: a menu used without a window, a folder from the command line that could not be added. */
const kept: ReadonlySet<EventName> = new Set(['notice', 'command'])

/** Carries events to the window's page, and keeps those that must not be lost while no page listens. */
export function createWindowEvents(): WindowEvents {
  const last = new Map<EventName, unknown>()
  const unseen: { readonly name: EventName; readonly payload: unknown }[] = []
  let page: WebContents | undefined

  const send = (name: EventName, payload: unknown): void => {
    if (page && !page.isDestroyed()) page.send(channels.event, name, payload)
  }

  return {
    emit(name, payload) {
      if (standing.has(name)) last.set(name, payload)
      if (page) send(name, payload)
      else if (kept.has(name)) unseen.push({ name, payload })
    },
    attach(contents) {
      // Another document has begun. (`did-start-loading` would also tell of loads that never finish as a document.)
      contents.on('did-navigate', () => (page = undefined))
      contents.on('destroyed', () => (page = undefined))
      // The preload listens by now, and keeps what comes before the page does.
      contents.on('dom-ready', () => {
        page = contents
        for (const [name, payload] of last) send(name, payload)
        for (const { name, payload } of unseen.splice(0)) send(name, payload)
      })
    },
  }
}
