import type { AddRootOutcome, Root } from '../../src-preload/contract/library.ts'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import { client } from '../api/index.ts'
import { nameOfPath } from '../lib/format.ts'
import { t } from '../strings/index.ts'
import { ask, showView } from './ask.ts'
import { readProgress, readRoots, useLibrary } from './library.ts'
import { dismiss, doneId, say, sayError } from './notices.ts'
import { usePhotos } from './photos.ts'
import { closeDialog, openDialog } from './ui.ts'

/** Lets the person choose folders: in the host's own dialog, or in the window's picker. */
export async function addFolder(): Promise<void> {
  if (!useLibrary.getState().host?.folderDialog) return openDialog({ kind: 'folder-picker' })
  try {
    const { paths } = await client.request('folders.choose', {})
    await addFolders(paths)
  } catch (error) {
    sayError(error)
  }
}

/** Adds folders one after the other; each says for itself when it could not be added. */
export async function addFolders(paths: readonly string[]): Promise<boolean> {
  let added = false
  for (const path of paths) {
    try {
      sayOutcome(await client.request('roots.add', { path }))
      added = true
    } catch (error) {
      sayError(error)
    }
  }
  if (!added) return false
  closeDialog()
  await readRoots().catch(sayError)
  showView({ kind: 'all' })
  return true
}

export async function rescanFolder(root: Root): Promise<void> {
  try {
    await client.request('roots.rescan', { rootId: root.id })
    say({ level: 'info', message: t.folders.rescanning(root.name) })
  } catch (error) {
    sayError(error)
  }
}

export async function readFolderAgain(root: Root): Promise<void> {
  try {
    const { queued } = await client.request('roots.read-again', { rootId: root.id })
    say({ level: 'info', message: t.folders.readingAgain(queued, root.name) })
    await readProgress()
  } catch (error) {
    sayError(error)
  }
}

export async function removeFolder(root: Root): Promise<void> {
  try {
    await client.request('roots.remove', { rootId: root.id })
    const { view } = usePhotos.getState().query
    await readRoots()
    say({ level: 'info', message: t.folders.removed(root.name) })
    showView(view.kind === 'root' && view.rootId === root.id ? { kind: 'all' } : view)
  } catch (error) {
    sayError(error)
  }
}

/** Gives why the rules could not be taken, or null once the folder is compared with them. */
export async function setRules(root: Root, rules: string, minSidePx: number): Promise<string | null> {
  try {
    const { leftOut, name } = await client.request('roots.set-rules', { rootId: root.id, rules, minSidePx })
    say({ id: doneId, level: 'info', message: t.folderSettings.saved(leftOut, name) })
    await Promise.all([readRoots(), readProgress(), ask()])
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

/** The person's word on files that went all at once. */
export async function confirmVanished(root: Root, gone: boolean): Promise<void> {
  try {
    await client.request('roots.confirm-vanished', { rootId: root.id, gone })
    const files = (root.vanished?.files ?? 0) + root.kept
    say({ id: doneId, level: 'info', message: gone ? t.vanished.marked(files) : t.vanished.kept(root.name) })
    await Promise.all([readRoots(), readProgress(), ask()])
  } catch (error) {
    sayError(error)
  }
}

function sayOutcome(outcome: AddRootOutcome): void {
  const { name } = outcome.root
  if (outcome.kind === 'already') say({ level: 'info', message: t.folders.already(name) })
  if (outcome.kind === 'inside') {
    say({ level: 'info', message: t.folders.inside(nameOfPath(outcome.path), name) })
  }
  if (outcome.kind === 'returned') {
    // In place of the engine's own notice, which also tells of folders that it finds again by itself.
    dismiss(`returned-${outcome.root.id}`)
    say({ level: 'info', message: t.folders.returned(name, outcome.from, outcome.root.path) })
  }
  if (outcome.kind === 'absorbed') {
    say({ level: 'info', message: t.folders.absorbed(name, outcome.absorbed.length) })
  }
}
