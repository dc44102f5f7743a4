import { expect, test } from 'vitest'
import { proxyFromPac } from '../../src-main/hosts/electron/pac-answer.ts'

test.each([
  ['DIRECT', null],
  ['', null],
  ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['PROXY one:8080; PROXY two:8080; DIRECT', 'http://one:8080'],
  ['HTTPS proxy.example:443;DIRECT', 'https://proxy.example:443'],
  ['SOCKS5 127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
  ['SOCKS old:1080; PROXY new:80', 'http://new:80'],
  ['DIRECT; PROXY never:80', null],
  ['proxy lower:3128', 'http://lower:3128'],
  ['PROXY [::1]:3128', 'http://[::1]:3128'],
  ['PROXY', null],
  ['PROXY not a host:', 'http://not'],
  ['PROXY :::; DIRECT', null],
])('a proxy script that answers "%s" means %s', (answer, proxy) => {
  expect(proxyFromPac(answer)).toBe(proxy)
})
