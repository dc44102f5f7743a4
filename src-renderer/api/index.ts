import type { Bridge } from '../../src-preload/contract/bridge.ts'
import { createBridgeClient } from './bridge-client.ts'
import { createHttpClient } from './http-client.ts'

/** The preload of the desktop app puts it there. */
const { sightline } = window as Window & { readonly sightline?: Bridge }

export const client = sightline ? createBridgeClient(sightline) : createHttpClient()
