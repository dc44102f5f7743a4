import { CodedError, toPlainError } from '../../../../src-preload/contract/index.ts'
import { assertNever } from '../../assert-never.ts'
import type { SearchBrain } from '../brain.ts'
import type { Everyday, EverydayTexts } from './everyday.ts'
import type { PhotoParts } from './photo-parts.ts'
import type { QueryPictures } from './query-pictures.ts'
import { withoutCommonPart } from '../rank/common-part.ts'
import { remember } from '../remember.ts'
import type { Look, Wanted } from '../wanted.ts'

/** A look as a vector that photos are compared with. */
export interface EncodedLook {
  readonly look: Look
  readonly modality: 'text' | 'picture'
  /** What photos are compared with. */
  readonly embedding: Float32Array
  /** As the model gave it: of a text what it has in common with all is taken off for the comparison. */
  readonly encoded: Float32Array
}

export interface EncodedQuery {
  readonly looks: readonly EncodedLook[]
  readonly unknownWords: readonly string[]
  readonly notes: readonly string[]
  /** Words that the model knows nothing of, and nothing else that photos should look like: every ranking would be noise. */
  readonly isNotUnderstood: boolean
  /** Everyday words, where there are words to compare with them. */
  readonly everyday: EverydayTexts | null
}

export type LookEncoder = (wanted: Wanted, brain: SearchBrain) => Promise<EncodedQuery>

interface EncodedWords {
  readonly embedding: Float32Array
  readonly unknownWords: readonly string[]
}

const mostWords = 200

/**
 * Turns looks into vectors. A picture that cannot be used is a note and the rest of the query goes on, unless it is all
 * that was asked for: then it rejects with `not-found`, `file-gone` or `picture-unreadable`.
 */
export function lookEncoder(pictures: QueryPictures, parts: PhotoParts, everyday: Everyday): LookEncoder {
  const words = new WeakMap<SearchBrain, Map<string, EncodedWords>>()

  async function encodeWords(text: string, brain: SearchBrain): Promise<EncodedWords> {
    const ofModel = words.get(brain) ?? new Map<string, EncodedWords>()
    words.set(brain, ofModel)
    const answer = ofModel.get(text) ?? (await brain.encoder().words(text))
    remember(ofModel, text, answer, mostWords)
    return answer
  }

  async function encodePicture(look: Look, brain: SearchBrain): Promise<Float32Array> {
    switch (look.kind) {
      case 'photo': {
        if (look.region) return parts.embeddingOf(look.photoId, look.region, brain)
        const embedding = brain.vectors.vectorOf(look.photoId)
        if (embedding) return embedding
        throw new CodedError(
          'not-found',
          'This photo has not been indexed yet; try again when indexing has reached it.',
        )
      }
      case 'picture':
        return pictures.embeddingOf(look.pictureId, look.region, brain)
      case 'words':
        throw new Error('Words are no picture.')
      default:
        return assertNever(look)
    }
  }

  return async (wanted, brain) => {
    const looks: EncodedLook[] = []
    const unknownWords = new Set<string>()
    const notes: string[] = []
    let notUnderstood = 0
    for (const look of wanted.looks) {
      if (look.kind === 'words') {
        const { embedding, unknownWords: unknown } = await encodeWords(look.text, brain)
        for (const word of unknown) unknownWords.add(word)
        if (!knowsNothing(look.text, unknown)) {
          looks.push({ look, modality: 'text', embedding, encoded: embedding })
        } else if (!look.isExcluded) notUnderstood += 1
        continue
      }
      try {
        const embedding = await encodePicture(look, brain)
        looks.push({ look, modality: 'picture', embedding, encoded: embedding })
      } catch (error) {
        if (wanted.isByOneId || !isOfThePicture(error)) throw error
        notes.push(toPlainError(error).message)
      }
    }
    const isNotUnderstood = notUnderstood > 0 && looks.every(({ look }) => look.isExcluded)
    const hasWords = looks.some(({ modality }) => modality === 'text')
    const words = hasWords ? await everyday(brain) : null
    return {
      looks: words ? withoutCommonParts(looks, words.mean, brain) : looks,
      unknownWords: [...unknownWords],
      notes,
      isNotUnderstood,
      everyday: words,
    }
  }
}

function withoutCommonParts(
  looks: readonly EncodedLook[],
  everyday: Float32Array,
  { model }: SearchBrain,
): EncodedLook[] {
  const share = model.manifest?.scores.commonTextPart ?? 0
  return looks.map((look) =>
    look.modality === 'text'
      ? { ...look, embedding: withoutCommonPart(look.encoded, everyday, share) }
      : look,
  )
}

function isOfThePicture(error: unknown): boolean {
  return error instanceof CodedError && ['not-found', 'file-gone', 'picture-unreadable'].includes(error.code)
}

/** Words that say nothing of a picture by themselves: what is left of "a zxqvvw" is no question. */
const fillers = new Set(
  'a an and at by for from in into is it its of on or some that the their this to with'.split(' '),
)

function knowsNothing(text: string, unknownWords: readonly string[]): boolean {
  const unknown = new Set(unknownWords)
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  return unknown.size > 0 && words.every((word) => unknown.has(word) || fillers.has(word.toLowerCase()))
}
