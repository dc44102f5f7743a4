import type { TextSpan } from './query-parts.ts'

/** What is wrong with a value: a sentence for people. Without a span, all of the value is meant. */
export interface Wrong {
  readonly kind: 'wrong'
  readonly message: string
  readonly span: TextSpan | null
}

export const wrong = (message: string, span: TextSpan | null = null): Wrong => ({
  kind: 'wrong',
  message,
  span,
})

export function isWrong(value: unknown): value is Wrong {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'wrong'
}

/** What was typed, in quotes, short enough for a sentence. */
export function shown(text: string): string {
  const letters = [...text.slice(0, 100).trim()]
  return `“${letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('')}”`
}
