import { describe, expect, it } from 'vitest'
import { cleanLikeClip } from '../../src-main/engine/embed/towers/clean-text.ts'

describe('a text as CLIP cleaned its captions', () => {
  it.each([
    ['a dog’s “toy”', 'a dog\'s "toy"'],
    ['ｄｏｇ　１２', 'dog 12'],
    ['ﬁne ﬀ ĳ', 'fine ff ij'],
    ['salt &amp;amp; pepper &lt;b&gt; &#233; &#xe9; &quot;', 'salt & pepper <b> é é "'],
    ['cafÃ© âœ”', 'café ✔'],
    ['1\0\u200e2\ufeff', '1\u200e2'],
    ['e\u0301', 'é'],
  ])('has the signs that the model knows: %j', (typed, clean) => {
    expect(cleanLikeClip(typed)).toBe(clean)
  })

  it.each(['NÃO É', 'über Ärger', '山の雪 🐶', 'tabs\tand\nlines', '&unknown; &; &#0; &#x110000; AT&T', ''])(
    'is left as it was typed where there is nothing to mend: %j',
    (typed) => {
      expect(cleanLikeClip(typed)).toBe(typed)
    },
  )
})
