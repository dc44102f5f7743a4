import { CodedError } from '../../../../src-preload/contract/index.ts'

/** Everything a download can end with, one sentence each: what happened, what it means, one thing to do. */

export function unreachable(host: string, reason: string, folder: string): CodedError {
  return failed(
    `${host} cannot be reached (${reason}), so nothing was fetched: check the connection, or put the model's folder from another computer into ${folder}.`,
  )
}

export function gaveUp(host: string, reason: string): CodedError {
  return failed(
    `The download from ${host} broke off again and again (${reason}); what has arrived is kept, start it once more later.`,
  )
}

export function wrongHash(file: string, host: string, actual: string, expected: string): CodedError {
  return failed(
    `${file} came from ${host} with wrong bytes and was thrown away: its SHA-256 is ${actual} and should be ${expected}; try again, or name another source in SIGHTLINE_MODEL_MIRROR.`,
  )
}

export function wrongSize(file: string, host: string, actual: string, expectedBytes: number): CodedError {
  return failed(
    `${host} offers something else than ${file} (${actual}, and it should be ${bytes(expectedBytes)}), so it was not fetched: check whether a proxy or a sign-in page answers in its place, or take another source.`,
  )
}

export function refusedByServer(host: string, status: number, file: string): CodedError {
  const meaning =
    status === 404 || status === 410
      ? `${host} does not have ${file} (${status})`
      : `${host} does not give ${file} away (${status})`
  return failed(
    `${meaning}, so the model was not fetched: choose another source with SIGHTLINE_MODEL_MIRROR, or another model.`,
  )
}

export function proxyRefused(status: number): CodedError {
  return failed(
    `The proxy does not let the download through (${status}): give it a name and password in HTTPS_PROXY, or import the model from a folder.`,
  )
}

export function noProxyAddress(name: string): CodedError {
  return failed(
    `${name} is no address of a proxy like http://proxy.example:3128, so nothing was fetched: correct it or empty it.`,
  )
}

export function insecureRedirect(host: string): CodedError {
  return failed(
    `${host} sends the download to an address without encryption, which was not followed: take another source with SIGHTLINE_MODEL_MIRROR, or import the model from a folder.`,
  )
}

export function tooManyRedirects(host: string): CodedError {
  return failed(
    `${host} sends the download from address to address without end: take another source with SIGHTLINE_MODEL_MIRROR, or import the model from a folder.`,
  )
}

export function untrusted(host: string, code: string): CodedError {
  return failed(
    `The certificate of ${host} is not trusted here (${code}), so nothing was fetched: check the date of this computer and its network, or import the model from a folder.`,
  )
}

export function bytes(count: number): string {
  return `${count.toLocaleString('en')} bytes`
}

function failed(message: string): CodedError {
  return new CodedError('download-failed', message)
}
