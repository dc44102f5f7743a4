import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempDir } from './temp.ts'

/** A certificate for 127.0.0.1 that nobody trusts yet; null where there is no openssl to make one. */
export function selfSigned(): { readonly key: Buffer; readonly cert: Buffer } | null {
  const dir = tempDir('certificate')
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const made = spawnSync('openssl', [...args, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return made.status === 0 ? { key: readFileSync(key), cert: readFileSync(cert) } : null
}

export const whyNoCertificate = 'skipped: there is no openssl to make a certificate with'
