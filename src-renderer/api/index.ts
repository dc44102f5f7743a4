import type { Bridge } from '../../src-preload/contract/bridge.ts'
import { createBridgeClient } from './bridge-client.ts'
import { createHttpClient } from './http-client.ts'

declare global {
  interface Window {
    readonly sightline?: Bridge
  }
}

export const client = window.sightline ? createBridgeClient(window.sightline) : createHttpClient()
