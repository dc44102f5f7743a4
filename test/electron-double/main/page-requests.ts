import type { CDPSession } from 'playwright-core'
import { fromAlias, handlerOf } from './schemes.ts'
import { isCancelled } from './session.ts'

interface PausedRequest {
  readonly requestId: string
  readonly resourceType: string
  readonly frameId: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly postData?: string
  }
}

export interface PageRequestOptions {
  /** Asked for every document that a page wants by itself; false refuses it. */
  mayNavigate(url: string, frameId: string): boolean
}

/** Answers all that a page loads from the app's protocol handlers. Nothing reaches a network. */
export async function answerPageRequests(cdp: CDPSession, options: PageRequestOptions): Promise<void> {
  const fail = (requestId: string, errorReason: 'Aborted' | 'BlockedByClient' | 'InternetDisconnected') =>
    cdp.send('Fetch.failRequest', { requestId, errorReason })

  const answer = async ({ requestId, request, resourceType, frameId }: PausedRequest): Promise<unknown> => {
    const url = fromAlias(request.url)
    if (resourceType === 'Document' && !options.mayNavigate(url, frameId)) return fail(requestId, 'Aborted')
    const handler = handlerOf(url)
    if (!handler) {
      return fail(requestId, (await isCancelled(url)) ? 'BlockedByClient' : 'InternetDisconnected')
    }
    const { method, headers } = request
    const response = await handler(new Request(url, { method, headers }))
    return cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  cdp.on('Fetch.requestPaused', (event) => {
    answer(event).catch((error: unknown) => {
      // A page that is being closed takes its requests with it.
      if (!/closed|Invalid InterceptionId/.test(String(error))) {
        process.stderr.write(`electron double: ${event.request.url}: ${String(error)}\n`)
      }
      fail(event.requestId, 'InternetDisconnected').catch(() => {})
    })
  })
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}
