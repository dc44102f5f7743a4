import type { Bridge } from '../../src-preload/contract/bridge.ts'
import { fromPlainError } from '../../src-preload/contract/errors.ts'
import type { Client } from './client.ts'

/** The client inside the desktop app: requests go through the preload's bridge. */
export function createBridgeClient(bridge: Bridge): Client {
  return {
    async request(name, args) {
      const reply = await bridge.request(name, args)
      if (!reply.ok) throw fromPlainError(reply.error)
      return reply.value
    },
    on: (name, listener) => bridge.on(name, listener),
    // The bridge lives as long as the window does.
    onConnection: () => () => {},
    // The `p` because a purely numeric host of a standard scheme is read as an IPv4 address.
    pictureUrl: (photoId, size) => `photo://p${photoId}/${size}`,
    pathForFile: (file) => bridge.pathForFile(file),
  }
}
