/**
 * A tokenizer.json of CLIP's kind that has learnt no pairs: each byte of a word is a token, so it can spell every text.
 * The two special tokens are the last ones, because the text tower finds a text's end by its highest number.
 */
export function spellingTokenizer(vocabulary: number): object {
  const [start, end] = [vocabulary - 2, vocabulary - 1]
  const signs = byteSigns()
  const vocab = Object.fromEntries([
    ...signs.map((sign, at) => [sign, at]),
    ...signs.map((sign, at) => [`${sign}</w>`, signs.length + at]),
    ['<|startoftext|>', start],
    ['<|endoftext|>', end],
  ]) as Record<string, number>
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [special(start, '<|startoftext|>'), special(end, '<|endoftext|>')],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Lowercase' }] },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: '[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+' },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['<|endoftext|>', end],
      cls: ['<|startoftext|>', start],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      vocab,
      merges: [],
    },
  }
}

/** The sign that byte-level tokenizers write for each byte: itself where it can be seen, else one from 256 on. */
function byteSigns(): string[] {
  let hidden = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isSeen(byte) ? byte : hidden++))
}

function isSeen(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
}

function special(id: number, content: string): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }
}
