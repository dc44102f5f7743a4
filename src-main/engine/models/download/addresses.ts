import { CodedError } from '../../../../src-preload/contract/index.ts'

const hub = 'https://huggingface.co/'
const ofHub = /^https:\/\/(?:www\.)?(?:huggingface|hf)\.co\//

/** The person's own source of models: SIGHTLINE_MODEL_MIRROR, else HF_ENDPOINT. Throws `download-failed` for what is no address. */
export function mirrorFrom(env: NodeJS.ProcessEnv): string | null {
  for (const name of ['SIGHTLINE_MODEL_MIRROR', 'HF_ENDPOINT']) {
    const value = env[name]?.trim()
    if (!value) continue
    const url = URL.parse(value)
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      const sentence = `${name} must be an address that begins with https:// or http://; nothing was fetched.`
      throw new CodedError('download-failed', sentence)
    }
    return url.href.replace(/\/*$/, '/')
  }
  return null
}

/** Where a file is asked for: a mirror takes the place of the hub's scheme and host. */
export function addressOf(url: string, mirror: string | null): string {
  return mirror === null ? url : url.replace(ofHub, () => mirror)
}

/** Where models come from, to be told before anything is fetched. */
export function sourceFrom(env: NodeJS.ProcessEnv): string {
  try {
    return hostOf(mirrorFrom(env) ?? hub)
  } catch {
    // What is wrong with the address is said when something shall be fetched from it.
    return hostOf(hub)
  }
}

/** The host alone: addresses may carry a password, or a signature as long as a page. */
export function hostOf(address: string): string {
  return URL.parse(address)?.host ?? 'the server'
}
