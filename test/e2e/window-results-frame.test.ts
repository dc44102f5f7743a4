import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, type OpenWindow } from '../helpers/open-window.ts'
import { searchPage } from '../helpers/search-pages.ts'

const count = 200
const tinyPicture = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

/** When the page had the answer to its search, and when its first photo was in the document and on screen. */
interface Moments {
  readonly answeredMs: number
  readonly drawnMs: number
  readonly paintedMs: number
  /** Frames that were drawn in between. */
  readonly frames: number
}

describe('the answer to a search', () => {
  let window: OpenWindow

  beforeAll(async () => {
    window = await openWindow('results-frame', { photos: 4 })
  })
  afterAll(() => window?.close())

  test(`is on screen one frame after it arrived, with ${count} photos`, async () => {
    const { page, app } = window
    await page.addInitScript(watchFirstPhoto)
    await page.route('**/api/request/search.run', (route) =>
      route.fulfill({ json: { ok: true, value: answer() } }),
    )
    await page.route(/\/thumbnail/u, (route) =>
      route.fulfill({ contentType: 'image/gif', body: tinyPicture }),
    )
    await page.goto(app.url)
    await page.locator('[data-photo-id]').first().waitFor()
    const all: Moments[] = []
    for (const text of ['a red kite', 'a blue kite', 'a green kite']) {
      await page.evaluate(() => Reflect.deleteProperty(globalThis, 'moments'))
      await page.locator('#search-photos').fill(text)
      await page.waitForFunction(() => 'moments' in globalThis)
      all.push(await page.evaluate(() => (globalThis as unknown as { moments: Moments }).moments))
      await page.locator('#search-photos').fill('')
      await page.locator('[data-photo-id="900001"]').waitFor({ state: 'detached' })
    }
    const drawn = all.map(({ answeredMs, drawnMs }) => drawnMs - answeredMs)
    const painted = all.map(({ answeredMs, paintedMs }) => paintedMs - answeredMs)
    console.log(`answer to document: ${shown(drawn)} ms; answer to screen: ${shown(painted)} ms`)
    // Counted in frames, because a busy machine is slow at everything: none passes without the photos.
    expect(all.map(({ frames }) => frames)).toEqual([0, 0, 0])
  })
})

const shown = (values: readonly number[]) => values.map((ms) => ms.toFixed(1)).join(', ')

function answer() {
  const ids = Array.from({ length: count }, (_, index) => 900_001 + index)
  const page = searchPage(ids, { likely: ids.map((_, index) => index < 34), likelyTotal: 34 })
  const widths = ids.map((_, index) => 600 + ((index * 97) % 500))
  const rootIds = ids.map(() => 1)
  return { ...page, total: 12_480, photos: { ...page.photos, widths, heights: ids.map(() => 600), rootIds } }
}

/** Runs in the page, before its own code. */
function watchFirstPhoto(): void {
  let frame = 0
  let answered: { readonly atMs: number; readonly frame: number } | null = null
  const count = () => {
    frame += 1
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  const json = Response.prototype.json
  Response.prototype.json = async function read(this: Response) {
    const value: unknown = await json.call(this)
    if (this.url.includes('search.run')) answered = { atMs: performance.now(), frame }
    return value
  }
  new MutationObserver(() => {
    if (!answered || !document.querySelector('[data-photo-id="900001"]')) return
    const { atMs, frame: answeredFrame } = answered
    answered = null
    const drawnMs = performance.now()
    const frames = frame - answeredFrame
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // The first task after a frame runs when the frame has been handed to the screen.
      port1.addEventListener('message', () =>
        Object.assign(globalThis, {
          moments: { answeredMs: atMs, drawnMs, paintedMs: performance.now(), frames },
        }),
      )
      port1.start()
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true })
}
