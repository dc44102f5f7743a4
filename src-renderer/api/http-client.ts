import { CodedError, fromPlainError } from '../../src-preload/contract/errors.ts'
import type { Reply } from '../../src-preload/contract/bridge.ts'
import type { Answer, RequestArgs, RequestName } from '../../src-preload/contract/requests.ts'
import { t } from '../strings/index.ts'
import type { Client } from './client.ts'
import { createEventStream } from './event-stream.ts'

const unauthorised = 401

/** The client in an ordinary browser: requests by POST, events by one server-sent stream. */
export function createHttpClient(): Client {
  const events = createEventStream()

  async function request<N extends RequestName>(name: N, args: RequestArgs<N>): Promise<Answer<N>> {
    const response = await fetch(...postOf(name, args)).catch(() => {
      events.check()
      throw new CodedError('engine-down', t.connection.lost)
    })
    if (response.status === unauthorised) events.check()
    const reply = (await response.json().catch(() => null)) as Reply<Answer<N>> | null
    if (!reply) throw new CodedError('internal', t.connection.strange(response.status))
    if (!reply.ok) throw fromPlainError(reply.error)
    return reply.value
  }

  return {
    request,
    on: events.on,
    onConnection: events.onConnection,
    pictureUrl: (photoId, size) => `/photo/${photoId}/${size}`,
    pathForFile: () => '',
  }
}

/** A request with bytes travels as those bytes, its other arguments beside them in the address. */
function postOf(name: RequestName, args: object): [string, RequestInit] {
  const address = `/api/request/${name}`
  if (!('bytes' in args) || !(args.bytes instanceof Uint8Array)) {
    const headers = { 'content-type': 'application/json' }
    return [address, { method: 'POST', headers, body: JSON.stringify(args) }]
  }
  const { bytes, ...rest } = args
  const headers = { 'content-type': 'application/octet-stream' }
  const body = new Blob([new Uint8Array(bytes)])
  return [`${address}?args=${encodeURIComponent(JSON.stringify(rest))}`, { method: 'POST', headers, body }]
}
