import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from './helpers/browser.ts'
import { copyOfStarter } from './helpers/model-folders.ts'
import { paintScenes } from './helpers/scenes.ts'
import { startWebApp } from './helpers/web-app.ts'
import { seeDisk } from './screenshots/disk.ts'
import { seeFirst } from './screenshots/first.ts'
import { seeModels } from './screenshots/models.ts'
import { giveCompany, seeOwnData } from './screenshots/own-data.ts'
import { seeResults } from './screenshots/results.ts'
import { seeSearch } from './screenshots/search.ts'
import { untilStill } from './screenshots/still.ts'

// npm run screenshots -- DIR [PHOTOS] [--only dark-800]: every view of the window as PNGs, light and dark, at four sizes, to be
// looked at. Shows painted scenes, or the photos of a folder of your own.

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } })
const [target = 'screenshots', photos] = positionals
const out = resolve(target)
mkdirSync(out, { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'sightline-screenshots-'))
const pictures = join(home, 'Pictures', 'Travels')

try {
  if (photos && existsSync(photos)) cpSync(photos, pictures, { recursive: true })
  else await paintScenes(pictures, 210)
  writeFileSync(join(pictures, 'half a download.jpg'), '')
  writeFileSync(join(pictures, 'letter.png'), 'Dear reader, this is no picture.')
  giveCompany(pictures)
  copyOfStarter(join(home, 'Twin'), { name: 'Twin', note: 'The starter model under another name.' })
  for (const theme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
      [800, 600],
      [3840, 2160],
    ] as const) {
      if (values.only === undefined || values.only === `${theme}-${width}`)
        await photograph(theme, width, height)
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}

async function photograph(theme: 'light' | 'dark', width: number, height: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightline-screenshots-data-'))
  const app = await startWebApp(home, dataDir)
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme })
  page.setDefaultTimeout(120_000) // a busy machine reads the scenes slowly
  const shot = async (view: string) => {
    await untilStill(page)
    await page.screenshot({ path: join(out, `${view}-${theme}-${width}.png`) })
    console.log(`${view}-${theme}-${width}.png`)
  }
  try {
    await page.goto(app.url)
    await seeFirst(page, shot)
    await seeSearch(page, shot)
    await seeOwnData(page, shot)
    await seeResults(page, shot)
    await seeModels(page, shot)
    await seeDisk(page, shot, { folder: pictures, enginePid: app.enginePid })
  } catch (error) {
    // What the window showed instead of what was waited for.
    await page.screenshot({ path: join(out, `failed-${theme}-${width}.png`) }).catch(() => {})
    throw error
  } finally {
    await browser.close()
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
