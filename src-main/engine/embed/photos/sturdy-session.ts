import type { ProviderName } from '../../../../src-preload/contract/index.ts'
import { providerFault } from '../providers/provider-fault.ts'
import { providerTitles } from '../providers/provider-titles.ts'
import type { PhotoSession } from '../towers/sessions.ts'

export interface SturdyOptions {
  readonly provider: ProviderName
  readonly open: (provider: ProviderName) => Promise<PhotoSession>
  /** Called once, with one sentence; from then on everything runs on the CPU. */
  readonly onGaveUp: (reason: string) => void
  /** Two models are in memory from now on. */
  readonly onSecond?: () => void
}

/**
 * A session on a provider that may fail while photos are on it: the same batch is then run on the CPU. Throws what only
 * the CPU can throw.
 */
export async function openSturdySession({
  provider,
  open,
  onGaveUp,
  onSecond,
}: SturdyOptions): Promise<PhotoSession> {
  if (provider === 'cpu') return open('cpu')
  let opened: Promise<PhotoSession> | undefined
  const onCpu = async (pictures: readonly Uint8Array[]) => {
    opened ??= open('cpu').finally(onSecond)
    return (await opened).run(pictures)
  }
  let session: PhotoSession | undefined
  session = await open(provider).catch((error: unknown) => giveUp(providerFault(provider, error)))

  /** A session that has failed is left as it is: closing it could take the process down. */
  function giveUp(reason: string): undefined {
    session = undefined
    onGaveUp(reason)
  }

  async function run(pictures: readonly Uint8Array[]): Promise<(Float32Array | undefined)[]> {
    if (!session) return onCpu(pictures)
    const embeddings = await session
      .run(pictures)
      .catch((error: unknown) => giveUp(providerFault(provider, error)))
    if (embeddings?.every((embedding) => embedding !== undefined)) return embeddings
    const another = await onCpu(pictures)
    const isWorse = embeddings?.some((embedding, at) => !embedding && another[at])
    if (isWorse) giveUp(`${providerTitles[provider]} gave numbers that are not finite.`)
    return another
  }

  return { run, close: async () => (await opened)?.close() }
}
