import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { OneTimeLink } from './auth.ts'

/**
 * A page that leads to the link, which goes to a browser's command line in the link's place: every user of this machine
 * can read command lines, and one who is quick would have used up the link before the browser. The page only its user can
 * read. It goes when the link is good no more. Null where no such page can be made.
 */
export async function writeLinkFile({ url, over }: OneTimeLink): Promise<string | null> {
  try {
    const folder = await mkdtemp(join(await folderForBrowser(), 'sightline-'))
    const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {})
    void over.then(remove)
    const file = join(folder, 'sightline.html')
    await writeFile(file, pageTo(url), { mode: 0o600, flag: 'wx' })
    if (await isPrivate(folder)) return file
    await remove()
    return null
  } catch {
    return null
  }
}

/** Leads there at once and leaves no step in the browser's history. */
function pageTo(url: string): string {
  return [
    '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Sightline</title>',
    `<meta http-equiv="refresh" content="0; url=${url}"><a href="${url}">Open Sightline</a>\n`,
  ].join('\n')
}

/** A disk without rights (FAT, some network disks) would show the page to everyone. */
async function isPrivate(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  const { mode, uid } = await stat(folder)
  return uid === process.getuid?.() && (mode & 0o077) === 0
}

/** Browsers from the Snap store see neither /tmp nor hidden folders; each has one of its own. */
async function folderForBrowser(): Promise<string> {
  if (process.platform !== 'linux') return tmpdir()
  const snap = /^([\w-]+)_[\w-]+\.desktop$/.exec(await defaultBrowser())?.[1]
  if (snap === undefined) return tmpdir()
  const folder = join(homedir(), 'snap', snap, 'common')
  return (await stat(folder).catch(() => undefined))?.isDirectory() === true ? folder : tmpdir()
}

async function defaultBrowser(): Promise<string> {
  const asked = promisify(execFile)('xdg-settings', ['get', 'default-web-browser'], { timeout: 2_000 })
  return asked.then(({ stdout }) => stdout.trim()).catch(() => '')
}
