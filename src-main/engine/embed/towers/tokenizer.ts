import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import type { ModelManifest } from '../../models/manifest.ts'
import { brokenModel } from '../../models/model-folder.ts'
import { ModelFault } from '../../models/model-fault.ts'
import { cleanLikeClip } from './clean-text.ts'
import { WorkTooSlow, withinTime } from './time-limit.ts'

export interface TokenizedText {
  /** Never empty and at most `maxTokens` long; exactly as long where the model wants it padded. */
  readonly ids: readonly number[]
  /** How many of them are the text's; the others are padding. */
  readonly used: number
  /** Words that the model has never seen, as they were typed, each once. */
  readonly unknownWords: readonly string[]
}

export interface TextTokenizer {
  (text: string): TokenizedText
  /** No text gives a higher id. Some 50 ms for a vocabulary of many languages. */
  highestId(): number
  /** No text gives a lower one. Below 0 the tokenizer is spoilt: to a tower it would be another word's. */
  lowestId(): number
  /** The tokenizer.json as it was read, without its vocabulary. */
  readonly definition: unknown
}

/** Of the longest text that is read, a thousandth of that is enough; a busy machine may take its time. */
const longestMs = 5_000

/**
 * What it gives throws `model-broken` for a text that takes longer than `timeoutMs`: an expression in the tokenizer
 * tries for ever, and whoever waits for it waits for ever too.
 */
export function openTokenizer(
  modelDir: string,
  { text: model }: ModelManifest,
  timeoutMs = longestMs,
): TextTokenizer {
  const { tokenizer, addedIds, definition } = readTokenizer(modelDir, model.tokenizer)
  const idsOf = (text: string): number[] => {
    const clean = model.cleaning === 'openai-clip' ? cleanLikeClip(text) : text
    const { ids } = tokenizer.encode(model.lowerCase ? clean.toLowerCase() : clean)
    // A vocabulary without a token for the unknown gives none for what is not in it.
    return ids.filter((id) => Number.isInteger(id))
  }
  const tokenize = (text: string): TokenizedText =>
    withinTime(timeoutMs, () => {
      const { ids, used } = fitted(idsOf(text), model)
      return { ids, used, unknownWords: unknownWords(text, idsOf, model.unknownId) }
    })
  const inTime = (text: string): TokenizedText => {
    try {
      return tokenize(text)
    } catch (error) {
      if (!(error instanceof WorkTooSlow)) throw error
      const reason = `${model.tokenizer} takes longer than ${timeoutMs / 1_000} s for one text`
      throw brokenModel(modelDir, model.tokenizer, new ModelFault('text.tokenizer', reason, { cause: error }))
    }
  }
  return Object.assign(inTime, {
    highestId: () => furthestId(Math.max, tokenizer, addedIds, model),
    lowestId: () => furthestId(Math.min, tokenizer, addedIds, model),
    definition,
  })
}

/** Cut to what the model reads, with its last token; padded where it wants that. */
function fitted(
  found: readonly number[],
  { maxTokens, endId, padId, padTo, unknownId }: ModelManifest['text'],
): { ids: number[]; used: number } {
  const isEnded = endId === null || found.at(-1) === endId
  const ids = isEnded ? found.slice(0, maxTokens) : [...found.slice(0, maxTokens - 1), endId]
  if (endId !== null) ids[ids.length - 1] = endId
  // A text without a single word still needs a token: the one for what is unknown, as in training.
  if (ids.length === 0) ids.push(unknownId ?? padId)
  const used = ids.length
  if (padTo === 'max') while (ids.length < maxTokens) ids.push(padId)
  return { ids, used }
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

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

function furthestId(
  further: (a: number, b: number) => number,
  tokenizer: Tokenizer,
  addedIds: readonly number[],
  { padId, unknownId, endId }: ModelManifest['text'],
): number {
  let furthest = padId
  for (const id of [unknownId, endId]) if (id !== null) furthest = further(furthest, id)
  for (const id of addedIds) furthest = further(furthest, id)
  for (const id of tokenizer.get_vocab(true).values()) furthest = further(furthest, id)
  return furthest
}

const mostTokenizerBytes = 100_000_000

function readTokenizer(
  modelDir: string,
  file: string,
): { tokenizer: Tokenizer; addedIds: number[]; definition: unknown } {
  try {
    const path = join(modelDir, file)
    // Three times the largest vocabularies of several languages; parsing takes some ten times its size in memory.
    if (statSync(path).size > mostTokenizerBytes) throw new Error('it is larger than 100 MB')
    const definition: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof definition !== 'object' || definition === null) throw new Error('it is not a tokenizer')
    const tokenizer = new Tokenizer(definition, {})
    const { model: _, added_tokens: __, ...rules } = definition as Record<string, unknown>
    return { tokenizer, addedIds: idsIn(definition), definition: rules }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const fault = new ModelFault('text.tokenizer', `${file} is no tokenizer (${detail})`, { cause: error })
    throw brokenModel(modelDir, file, fault)
  }
}

/** Tokens beside the vocabulary, and those of it that are below 0: the library numbers them anew. */
function idsIn(definition: object): number[] {
  const { added_tokens: tokens, model } = definition as {
    added_tokens?: unknown
    model?: { vocab?: unknown }
  }
  const vocabulary = model?.vocab
  // Where it is a list, a token's place is its id.
  const own: unknown[] =
    typeof vocabulary === 'object' && vocabulary !== null && !Array.isArray(vocabulary)
      ? Object.values(vocabulary)
      : []
  const below = own.filter((id): id is number => typeof id === 'number' && id < 0)
  const beside = Array.isArray(tokens) ? tokens : []
  return [...below, ...beside.flatMap(({ id }: { id?: unknown }) => (typeof id === 'number' ? id : []))]
}
