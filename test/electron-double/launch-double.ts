import { fork, type ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser } from '../../src-main/launch/browser.mjs'
import { projectFolder, type DesktopApp, type Launch } from './desktop-app.ts'
import type { EvaluateAnswer, EvaluateRequest } from './main/remote-control.ts'
import { fromAlias, toAlias } from './main/schemes.ts'
import { until } from './until.ts'

const startLimitMs = 30_000

/** The app in the double: a Node process with an `electron` module of ours, and an installed Chromium. */
export async function launchDouble(launch: Launch): Promise<DesktopApp> {
  const browserFile = await findBrowser()
  if (!browserFile) throw new Error('No Chromium or Chrome is installed; `npm test` installs one.')
  const child = fork(fileURLToPath(new URL('./run.ts', import.meta.url)), [projectFolder, ...launch.args], {
    env: { ...process.env, ...launch.env, ELECTRON_DOUBLE_CHROMIUM: browserFile },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const evaluate = remoteEvaluate(child)
  let browser: Browser | undefined

  const page = async (): Promise<Page> => {
    browser ??= await connect(evaluate)
    const found = await until('the window', startLimitMs, () => openPages(browser)[0])
    await found.waitForLoadState()
    return found
  }

  return {
    kind: 'double',
    dataDir: launch.dataDir,
    window: page,
    evaluate: (fn, arg) => evaluate(String(fn), arg) as never,
    urlOf: (page) => fromAlias(page.url()),
    addressOf: toAlias,
    announceFiles: (paths) => announce(evaluate, paths),
    errorOutput: () => errors,
    exited,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        await evaluate('({ app }) => app.quit()', undefined).catch(() => {})
        const limit = setTimeout(() => child.kill('SIGKILL'), 15_000)
        await exited
        clearTimeout(limit)
      }
      await browser?.close().catch(() => {})
    },
  }
}

type Evaluate = (source: string, arg: unknown) => Promise<unknown>

function remoteEvaluate(child: ChildProcess): Evaluate {
  const waiting = new Map<number, (answer: EvaluateAnswer) => void>()
  let lastId = 0
  child.on('message', (answer: EvaluateAnswer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  child.once('exit', () => {
    for (const [id, settle] of waiting) settle({ id, ok: false, error: 'the app has ended' })
    waiting.clear()
  })
  return async (source, arg) => {
    if (!child.connected) throw new Error('the app has ended')
    lastId += 1
    const request: EvaluateRequest = { id: lastId, source, arg }
    const answer = await new Promise<EvaluateAnswer>((resolve) => {
      waiting.set(request.id, resolve)
      child.send(request)
    })
    if (!answer.ok) throw new Error(answer.error)
    return answer.value
  }
}

/** Joins the browser that the app has started, beside the double's own connection to it. */
async function connect(evaluate: Evaluate): Promise<Browser> {
  const port = await until('the browser', startLimitMs, () =>
    evaluate('({ app }) => app.chromium?.devToolsPort', undefined),
  )
  return chromium.connectOverCDP(`http://127.0.0.1:${Number(port)}`)
}

function openPages(browser: Browser | undefined): Page[] {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? []
  return pages.filter((page) => fromAlias(page.url()).startsWith('app://'))
}

function announce(evaluate: Evaluate, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ path, name: basename(path), sizeBytes: statSync(path).size }))
  const source = `async ({ BrowserWindow }, files) => {
    for (const { webContents } of BrowserWindow.getAllWindows())
      for (const file of files) await webContents.world.tell({ kind: 'file-path', ...file })
  }`
  return evaluate(source, files) as Promise<void>
}
