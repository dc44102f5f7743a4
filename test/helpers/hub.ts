import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterFile } from './temp.ts'

/** One request for a file, and the means to answer it well or badly. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly bytes: Buffer
  /** Counted from 1 for each file. */
  readonly attempt: number
  /** Where the asked-for range begins; 0 without one. */
  readonly from: number
  /** As a good server would: ranges, a strong ETag, the right length. */
  serve(): void
  /** As a good server begins, and then the connection is gone. */
  drop(afterBytes: number): void
}

export interface Hub {
  readonly url: string
  /** `NAME FROM`, in order. */
  readonly visits: string[]
  readonly requests: IncomingMessage[]
  /** From now on files are answered like this. */
  behave(behaviour: (visit: Visit) => void): void
  /** Out of reach from now on, once what is being answered has been. */
  leave(): void
  comeBack(): void
  /** Every connection is gone; new ones are welcome. */
  drop(): void
  close(): Promise<void>
}

const well = (visit: Visit): void => visit.serve()

/** A real HTTP server with these files, that can be told to misbehave. */
export async function startHub(files: Readonly<Record<string, Buffer>>): Promise<Hub> {
  const attempts = new Map<string, number>()
  const visits: string[] = []
  const requests: IncomingMessage[] = []
  let behaviour = well
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').replace(/^.*\//, '')
    const bytes = files[name] ?? Buffer.alloc(0)
    const attempt = (attempts.get(name) ?? 0) + 1
    attempts.set(name, attempt)
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    visits.push(`${name} ${from}`)
    requests.push(request)
    response.on('error', () => {})
    const begin = () => {
      const part = request.headers.range !== undefined
      response.writeHead(part ? 206 : 200, {
        'content-length': bytes.length - from,
        'content-type': 'application/octet-stream',
        etag: `"${name}"`,
        ...(part ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
      })
    }
    behaviour({
      request,
      response,
      bytes,
      attempt,
      from,
      serve() {
        begin()
        response.end(bytes.subarray(from))
      },
      drop(afterBytes) {
        begin()
        response.write(bytes.subarray(from, from + afterBytes), () =>
          setImmediate(() => request.socket.destroy()),
        )
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  afterFile(() => void close())
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    requests,
    leave() {
      server.close()
      server.closeIdleConnections()
    },
    comeBack: () => void server.listen(port, '127.0.0.1'),
    drop: () => server.closeAllConnections(),
    behave: (next) => void (behaviour = next),
    close,
  }
}
