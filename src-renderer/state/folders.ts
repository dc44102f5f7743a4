import type { AddRootOutcome, Root } from '../../src-preload/contract/library.ts'
import { client } from '../api/index.ts'
import { nameOfPath } from '../lib/format.ts'
import { t } from '../strings/index.ts'
import { showView } from './ask.ts'
import { readRoots, useLibrary } from './library.ts'
import { say, sayError } from './notices.ts'
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

function sayOutcome(outcome: AddRootOutcome): void {
  const { name } = outcome.root
  if (outcome.kind === 'already') say({ level: 'info', message: t.folders.already(name) })
  if (outcome.kind === 'inside') {
    say({ level: 'info', message: t.folders.inside(nameOfPath(outcome.path), name) })
  }
  if (outcome.kind === 'absorbed') {
    say({ level: 'info', message: t.folders.absorbed(name, outcome.absorbed.length) })
  }
}
