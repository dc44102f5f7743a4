import type { ModelManifest } from '../../models/manifest.ts'
import { ModelFault } from '../../models/model-fault.ts'
import type { TextTokenizer, TokenizedText } from '../towers/tokenizer.ts'
import { hardTexts } from './hard-texts.ts'
import { isTheSame, notUsable } from './vectors.ts'

type Text = Pick<TokenizedText, 'ids' | 'used'>
type Run = (text: Text) => Promise<Float32Array | undefined>

/** Among them are two that a tokenizer of any language tells apart. */
const samples = ['a dog on a beach', 'snow', 'ein rotes Auto', 'дом у моря', '山の雪', '7', 'B', 'c']

/**
 * Looks at the lowest token of the vocabulary and asks for the highest, two texts, such as take long, a text of nothing and a
 * long one. Throws ModelFault.
 */
export async function tryTexts(
  { file, tokenizer }: ModelManifest['text'],
  tokenize: TextTokenizer,
  run: Run,
): Promise<void> {
  await tryVocabulary()
  const embed = async (text: Text) => (await run(text)) ?? notUsable('text.output')
  const [one, other] = differentTexts(tokenize)
  if (!one || !other) throw new ModelFault('text.tokenizer', `${tokenizer} gives the same ids for every text`)
  if (isTheSame(await embed(one), await embed(other))) {
    throw new ModelFault('text.output', 'gives the same embedding for every text')
  }
  for (const text of hardTexts(tokenize.definition)) tokenize(text)
  await embed(tokenize(''))
  await embed(tokenize('a dog on a beach '.repeat(200)))

  /** Every tower knows its first token: when that one can be computed and the last cannot, the vocabulary is another's. */
  async function tryVocabulary(): Promise<void> {
    const { ids, used } = tokenize('a dog on a beach')
    const lowestId = tokenize.lowestId()
    if (lowestId < 0)
      throw new ModelFault('text.tokenizer', `${tokenizer} has the id ${lowestId}, and ids begin at 0`)
    const highestId = tokenize.highestId()
    await run({ ids: ids.map(() => 0), used })
    try {
      await run({ ids: ids.map((_, at) => (at === 0 ? highestId : 0)), used })
    } catch (error) {
      const reason = `${tokenizer} has ids up to ${highestId}, which ${file} does not know`
      throw new ModelFault('text.tokenizer', reason, { cause: error })
    }
  }
}

function differentTexts(tokenize: TextTokenizer): TokenizedText[] {
  const texts = new Map(
    samples.map((sample) => {
      const text = tokenize(sample)
      return [text.ids.join(' '), text]
    }),
  )
  return [...texts.values()]
}
