import { session } from 'electron'
import { proxyFromPac } from './pac-answer.ts'

/** The proxy that the system's settings name for an address. Never throws: without an answer the way is straight. */
export async function systemProxy(url: string): Promise<string | null> {
  try {
    return proxyFromPac(await session.defaultSession.resolveProxy(url))
  } catch {
    return null
  }
}
