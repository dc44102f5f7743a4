import { create } from 'zustand'
import { keep, kept } from './kept.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const useTheme = create<{ readonly theme: Theme }>(() => ({
  theme: themes.find((theme) => theme === kept('theme')) ?? 'system',
}))

/** Draws the window in the person's own choice; to be called once before it is drawn. */
export function startTheme(): void {
  apply(useTheme.getState().theme)
}

export function chooseTheme(theme: Theme): void {
  keep('theme', theme)
  useTheme.setState({ theme })
  apply(theme)
}

function apply(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
}
