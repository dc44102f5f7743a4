import type { Answer, Reply, RequestArgs, RequestName } from '../../src-preload/contract/index.ts'

/** One way in: the router in process, the web host over HTTP, the desktop app's bridge. */
export interface Door {
  readonly kind: 'router' | 'web' | 'desktop'
  /** `args` is unknown on purpose: bad arguments are half of what is tried. */
  ask(name: string, args: unknown): Promise<Reply<unknown>>
  close(): Promise<void>
}

/** Asks and takes a good answer for granted. */
export async function askWell<N extends RequestName>(
  door: Door,
  name: N,
  args: RequestArgs<N>,
): Promise<Answer<N>> {
  const reply = await door.ask(name, args)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`)
  return reply.value as Answer<N>
}
