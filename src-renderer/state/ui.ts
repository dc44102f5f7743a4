import { create } from 'zustand'
import type { SortOrder } from '../../src-preload/contract/language/index.ts'
import type { Collection, Root } from '../../src-preload/contract/library.ts'
import type { Subject } from '../lib/query-state.ts'
import type { SavedSearch } from '../../src-preload/contract/search.ts'
import type { Question } from './confirm.ts'
import { keep, kept } from './kept.ts'
import { choosing } from './photos.ts'

export const settingsSections = ['models', 'speed', 'library', 'appearance', 'about'] as const
export type SettingsSection = (typeof settingsSections)[number]

export type Dialog =
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'keys' }
  | { readonly kind: 'folder-picker' }
  | { readonly kind: 'remove-folder'; readonly root: Root }
  | { readonly kind: 'folder-settings'; readonly root: Root }
  /** Which collection these photos shall go to. */
  | { readonly kind: 'collect'; readonly photoIds: readonly number[] }
  | { readonly kind: 'new-collection'; readonly photoIds: readonly number[] }
  | { readonly kind: 'rename-collection'; readonly collection: Collection }
  | { readonly kind: 'remove-collection'; readonly collection: Collection }
  /** `text`: what is searched for. */
  | { readonly kind: 'save-search'; readonly text: string }
  /** `chipText`: the chip whose picture it is; null: a search of its own begins. */
  | { readonly kind: 'region'; readonly subject: Subject; readonly chipText: string | null }
  | { readonly kind: 'rename-search'; readonly search: SavedSearch }
  | { readonly kind: 'confirm'; readonly question: Question; readonly agree: () => void }

/** A menu that the window draws, at a point of the window. */
export type Menu =
  | { readonly kind: 'photo'; readonly photoId: number; readonly x: number; readonly y: number }
  | { readonly kind: 'folder'; readonly root: Root; readonly x: number; readonly y: number }
  | { readonly kind: 'collection'; readonly collection: Collection; readonly x: number; readonly y: number }
  | { readonly kind: 'saved-search'; readonly search: SavedSearch; readonly x: number; readonly y: number }
  /** By what the results on screen are sorted. */
  | {
      readonly kind: 'order'
      readonly order: SortOrder
      readonly isBrowsing: boolean
      readonly x: number
      readonly y: number
    }

export interface UiState {
  readonly page: 'photos' | 'problems'
  readonly dialog: Dialog | null
  readonly menu: Menu | null
  readonly sidebarOpen: boolean
  readonly detailsOpen: boolean
  /** The viewer shows the photo that the keyboard stands on. */
  readonly viewerOpen: boolean
  /** The box for tags shall have the keyboard as soon as it is there. */
  readonly tagBoxWanted: boolean
  readonly hintDismissed: boolean
  /** The panel of the search box with what there is to filter by. */
  readonly filtersOpen: boolean
}

/** On a narrower window (or zoomed in far) the side bar lies over the photos, so it begins closed. */
const roomForSidebarPx = 600

export const useUi = create<UiState>(() => ({
  page: 'photos',
  dialog: null,
  menu: null,
  sidebarOpen: kept('sidebar') !== 'closed' && window.innerWidth >= roomForSidebarPx,
  detailsOpen: kept('details') === 'open',
  viewerOpen: false,
  tagBoxWanted: false,
  hintDismissed: kept('model-hint') === 'dismissed',
  filtersOpen: false,
}))

export const openDialog = (dialog: Dialog) => useUi.setState({ dialog, menu: null })
export const openSettings = (section: SettingsSection = 'models') => openDialog({ kind: 'settings', section })
export const closeDialog = () => useUi.setState({ dialog: null })
export const openMenu = (menu: Menu) => useUi.setState({ menu })
export const closeMenu = () => useUi.setState({ menu: null })
export const showPage = (page: UiState['page']) => useUi.setState({ page })
export const showFilters = (filtersOpen: boolean) => useUi.setState({ filtersOpen })
export const closeViewer = () => useUi.setState({ viewerOpen: false })

export function openViewer(photoId: number): void {
  choosing((selection) => ({ ...selection, activeId: photoId }))
  useUi.setState({ viewerOpen: true, menu: null })
}

export function toggleSidebar(): void {
  const sidebarOpen = !useUi.getState().sidebarOpen
  keep('sidebar', sidebarOpen ? 'open' : 'closed')
  useUi.setState({ sidebarOpen })
}

export function toggleDetails(): void {
  const detailsOpen = !useUi.getState().detailsOpen
  keep('details', detailsOpen ? 'open' : 'closed')
  useUi.setState({ detailsOpen, tagBoxWanted: false })
}

/** Opens the details with the keyboard in the box for tags. */
export function editTags(): void {
  if (!useUi.getState().detailsOpen) toggleDetails()
  useUi.setState({ tagBoxWanted: true })
}

export function dismissHint(): void {
  keep('model-hint', 'dismissed')
  useUi.setState({ hintDismissed: true })
}
