import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import type { ModelManifest } from '../../models/manifest.ts'
import { brokenModel } from '../../models/model-folder.ts'

export interface TokenizedText {
  /** Never empty and at most `maxTokens` long. */
  readonly ids: readonly number[]
  /** Words that the model has never seen, as they were typed, each once. */
  readonly unknownWords: readonly string[]
}

export type TextTokenizer = (text: string) => TokenizedText

export function openTokenizer(modelDir: string, { text: model }: ModelManifest): TextTokenizer {
  const tokenizer = readTokenizer(modelDir, model.tokenizer)
  const idsOf = (text: string): number[] => tokenizer.encode(text).ids
  return (text) => {
    const ids = idsOf(text).slice(0, model.maxTokens)
    // A text without a single word still needs a token: the one for what is unknown, as in training.
    const someIds = ids.length > 0 ? ids : [model.unknownId ?? model.padId]
    return { ids: someIds, unknownWords: unknownWords(text, idsOf, model.unknownId) }
  }
}

/**
 * The tokenizer does not tell where in the text a token came from, so each word is asked for alone. Signs that are no
 * words (an emoji, say) are unknown when nothing else was typed.
 */
function unknownWords(text: string, idsOf: (word: string) => number[], unknownId: number | null): string[] {
  if (unknownId === null) return []
  const words = text.normalize('NFC').match(word) ?? []
  if (words.length === 0) return text.trim() === '' ? [] : [text.trim()]
  return [...new Set(words.filter((each) => idsOf(each).includes(unknownId)))]
}

const word = /[\p{L}\p{M}\p{N}]+/gu

function readTokenizer(modelDir: string, file: string): Tokenizer {
  try {
    const definition: unknown = JSON.parse(readFileSync(join(modelDir, file), 'utf8'))
    if (typeof definition !== 'object' || definition === null) throw new Error('it is not a tokenizer')
    return new Tokenizer(definition, {})
  } catch (error) {
    throw brokenModel(modelDir, file, error)
  }
}
