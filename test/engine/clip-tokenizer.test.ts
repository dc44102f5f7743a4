import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTokenizer, type TokenizedText } from '../../src-main/engine/embed/towers/tokenizer.ts'
import { offeredModel } from '../helpers/offered-model.ts'
import { needsShared, sharedData } from '../helpers/photos.ts'

/** CLIP's own tokenizer.json, and what OpenAI's program makes of texts. */
const reference = join(sharedData, 'clip-reference', 'tokenizer')
const isThere = existsSync(reference)
if (!isThere)
  console.log(`CLIP's tokenizer is not here (${reference}), so nothing is compared with OpenAI's ids.`)

interface Vector {
  readonly text: string
  readonly ids: readonly number[]
  readonly ids_truncated_77: readonly number[]
}

/** Hard strings that are allowed to differ, by name and reason. There is none. */
const exceptions = new Map<string, string>()

function vectors(): readonly Vector[] {
  const text = readFileSync(join(reference, 'tokenizer_vectors_openai.json'), 'utf8')
  return (JSON.parse(text) as { vectors: Vector[] }).vectors
}

const own = ({ ids, used }: TokenizedText) => ids.slice(0, used)

describe.skipIf(!isThere)(`CLIP’s tokenizer, as the offered models use it (${needsShared})`, () => {
  const manifest = offeredModel('clip-vit-b32-int8')
  const open = (maxTokens = manifest.text.maxTokens) =>
    openTokenizer(reference, { ...manifest, text: { ...manifest.text, maxTokens } })
  const tokenize = isThere ? open() : undefined

  it('gives OpenAI’s ids for 4,000 captions', () => {
    const lines = readFileSync(join(reference, 'tokenizer_captions_4000.tsv'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(4000)
    const wrong = lines.filter((line) => {
      const [caption = '', ids] = line.split('\t')
      return tokenize && own(tokenize(caption)).join(' ') !== ids
    })
    expect(wrong).toEqual([])
  })

  it('gives OpenAI’s ids for 60 hard strings, whole and cut to what the model reads', () => {
    const whole = open(4096)
    const wrong = vectors().filter(({ text, ids, ids_truncated_77: cut }) => {
      const isSame = own(whole(text)).join() === ids.join()
      return !isSame || (tokenize && own(tokenize(text)).join() !== cut.join())
    })
    expect(vectors()).toHaveLength(60)
    expect(wrong.map(({ text }) => text)).toEqual([...exceptions.keys()])
  })

  it('keeps the end of a text that is too long, and adds nothing to one that is short', () => {
    const long = vectors().filter(({ ids }) => ids.length > 77)
    expect(long.length).toBeGreaterThan(0)
    for (const { text, ids } of long) {
      const { ids: cut, used } = open()(text)
      expect(used).toBe(77)
      expect(cut).toEqual([...ids.slice(0, 76), 49407])
    }
    const { ids, used } = open()('dog')
    expect([ids.length, used]).toEqual([3, 3])
  })

  it('gives a text of nothing its begin and its end', () => {
    for (const text of ['', '   ', '\n\t']) expect(own(open()(text))).toEqual([49406, 49407])
  })

  it('reads what keyboards and web pages make of a text like the plain text', () => {
    const tokenizeAgain = open()
    const ids = (text: string) => own(tokenizeAgain(text))
    expect(ids('a dog’s “toy”')).toEqual(ids('a dog\'s "toy"'))
    expect(ids('ｄｏｇ　ｂｅａｃｈ')).toEqual(ids('dog beach'))
    expect(ids('salt &amp; pepper &#233; &#xe9;')).toEqual(ids('salt & pepper é é'))
    expect(ids('cafÃ©')).toEqual(ids('café'))
    expect(ids('NÃO É &unheard;')).not.toEqual(ids('NO &unheard;'))
  })
})
