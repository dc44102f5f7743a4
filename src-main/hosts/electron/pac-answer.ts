/** How a proxy script names the kinds of proxies that can be used, and how an address names them. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
}

/**
 * The first way of a proxy script's answer ("PROXY one:8080; DIRECT") that can be gone, as an address; null for straight
 * on. SOCKS 4 is passed over.
 */
export function proxyFromPac(answer: string): string | null {
  for (const way of answer.split(';')) {
    const [kind = '', host] = way.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    const scheme = schemes[kind.toUpperCase()]
    if (scheme === undefined || host === undefined) continue
    const url = URL.parse(`${scheme}://${host}`)
    if (url && url.hostname !== '') return `${scheme}://${host}`
  }
  return null
}
