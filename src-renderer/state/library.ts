import { create } from 'zustand'
import type { EngineInfo, EngineState, HostInfo } from '../../src-preload/contract/app.ts'
import type { Progress } from '../../src-preload/contract/indexing.ts'
import type { Root } from '../../src-preload/contract/library.ts'
import { client } from '../api/index.ts'
import type { Connection } from '../api/client.ts'

/** What the window knows of the program behind it. null: not heard yet. */
export interface LibraryState {
  readonly connection: Connection
  readonly engine: EngineState
  readonly host: HostInfo | null
  readonly info: EngineInfo | null
  readonly roots: readonly Root[] | null
  readonly progress: Progress | null
}

export const useLibrary = create<LibraryState>(() => ({
  connection: 'open',
  engine: { kind: 'starting' },
  host: null,
  info: null,
  roots: null,
  progress: null,
}))

export async function readRoots(): Promise<void> {
  useLibrary.setState({ roots: await client.request('roots.list', {}) })
}

export async function readProgress(): Promise<void> {
  useLibrary.setState({ progress: await client.request('indexing.progress', {}) })
}

export async function readInfo(): Promise<void> {
  useLibrary.setState({ info: await client.request('engine.info', {}) })
}

export function rootName(roots: readonly Root[] | null, rootId: number): string {
  return roots?.find((root) => root.id === rootId)?.name ?? ''
}

/** Photos that can be found, over all folders. */
export function photoCount(roots: readonly Root[] | null): number {
  return (roots ?? []).reduce((sum, root) => sum + root.photos, 0)
}
