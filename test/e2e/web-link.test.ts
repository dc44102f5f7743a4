import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { tempDir } from '../helpers/temp.ts'
import { startWebApp, type WebApp } from '../helpers/web-app.ts'

const firstRun = 'Find any photo by what is in it'

describe('the link that the web host prints', () => {
  let app: WebApp
  let browser: Browser
  let elsewhere: Server
  const otherPage = () => `http://localhost:${(elsewhere.address() as AddressInfo).port}/`

  beforeAll(async () => {
    app = await startWebApp(tempDir('link-home'), tempDir('link-data'))
    browser = await launchBrowser()
    elsewhere = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html')
      answer.end(`<a href="${app.url}">Sightline</a><img src="http://127.0.0.1:${app.port}/icon.svg">`)
    })
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(async () => {
    await browser?.close()
    elsewhere?.close()
    await app?.stop()
  })

  test('opens the window when it is clicked on a page of another site', async () => {
    const page = await browser.newPage()
    await page.goto(otherPage())
    await page.getByRole('link').click()
    await page.getByRole('heading', { name: firstRun }).waitFor()
    expect(page.url()).toBe(`http://127.0.0.1:${app.port}/`)
    await page.reload()
    await page.getByRole('heading', { name: firstRun }).waitFor()
    await page.close()
  })

  test('shows nothing without its token, and lets no other page show what is here', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${app.port}/`)
    expect(await page.textContent('body')).toContain('Open the link that Sightline printed')
    await page.goto(app.url)
    await page.goto(otherPage())
    const shown = await page
      .locator('img')
      .evaluate((img: HTMLImageElement) => img.decode().then(Boolean, () => false))
    expect(shown).toBe(false)
    await context.close()
  })
})
