import { createServer, request as httpRequest, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterFile } from './temp.ts'

export interface TestProxy {
  readonly url: string
  /** What passed through it. */
  readonly asked: string[]
}

/** A real proxy on this machine: ordinary requests and tunnels. Wants a name and password when one is given. */
export async function startProxy(password?: string): Promise<TestProxy> {
  const asked: string[] = []
  const expected = password && `Basic ${Buffer.from(password).toString('base64')}`
  const server: Server = createServer((incoming, answer) => {
    asked.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`)
    if (expected && incoming.headers['proxy-authorization'] !== expected) return answer.writeHead(407).end()
    const onward = httpRequest(incoming.url ?? '', { headers: incoming.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    incoming.pipe(onward)
    return undefined
  })
  server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url ?? ''}`)
    const [host, port] = (incoming.url ?? '').split(':')
    const onward = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    onward.on('error', () => socket.destroy()).pipe(socket)
    socket.on('error', () => onward.destroy()).pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterFile(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
