import { createFormats } from '../lib/format.ts'
import { createEnglish } from './en.ts'

const languages = { en: createEnglish }
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb'])

/** The window's language: the first of the person's that there is a file for. */
const language = navigator.languages.find((tag) => primary(tag) in languages) ?? 'en'

/** Dates and numbers follow the person's own region where it speaks the window's language. */
export const format = createFormats(language)
export const t = languages[primary(language) as keyof typeof languages](format)
export const direction = rightToLeft.has(primary(language)) ? 'rtl' : 'ltr'
export const languageTag = language

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? 'en'
}
