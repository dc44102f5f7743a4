import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { beforeAll, expect, test } from 'vitest'
import { selfSigned, whyNoCertificate } from '../../helpers/certificate.ts'
import { downloading, failureOf, type Downloading } from '../../helpers/downloading.ts'
import { afterFile } from '../../helpers/temp.ts'

const certificate = selfSigned()
let base = ''
let plain: Downloading
/** Where the encrypted server sends everyone; null: it serves the files. */
let sendsTo: string | null = null

beforeAll(async () => {
  plain = await downloading()
  if (!certificate) return
  const server = createServer(certificate, (request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    if (sendsTo !== null) response.writeHead(302, { location: `${sendsTo}/${name}` }).end()
    else response.end(plain.files[name])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterFile(() => {
    server.close()
    server.closeAllConnections()
  })
  base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})

function encrypted() {
  const { manifest } = plain
  return { ...manifest, files: manifest.files.map((file) => ({ ...file, url: `${base}/${file.file}` })) }
}

test('a server whose certificate nobody trusts gets no download', async ({ skip }) => {
  if (!certificate) return skip(whyNoCertificate)
  const { code, message } = await failureOf(plain.others().get(encrypted()))
  expect(code).toBe('download-failed')
  expect(message).toMatch(
    /^The certificate of 127\.0\.0\.1:\d+ is not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
  )
})

test('a certificate that this computer trusts is enough, but a way without encryption is not followed', async ({
  skip,
}) => {
  if (!certificate) return skip(whyNoCertificate)
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert.toString()])
  sendsTo = plain.hub.url
  expect((await failureOf(plain.others().get(encrypted()))).message).toContain(
    'an address without encryption',
  )
  expect(plain.hub.visits).toEqual([])
  sendsTo = null
  await plain.others().get(encrypted())
  expect(plain.isWhole()).toBe(true)
})
