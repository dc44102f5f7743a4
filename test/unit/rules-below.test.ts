import { expect, test } from 'vitest'
import { parsePatterns } from '../../src-main/engine/library/rules/patterns.ts'
import { rulesBelow } from '../../src-main/engine/library/rules/below.ts'

const paths = [
  'a.gif',
  'deep/a.gif',
  'best.gif',
  'Screenshots/',
  'deep/Screenshots/',
  'top/b.jpg',
  'deep/top/b.jpg',
]
const rules = ['*.gif', '!best.gif', 'Screenshots/', '/top/', '# a remark', '', 'deep/top/*.jpg'].join('\n')

test.each(['trip', 'a b/2019 [best]', '!odd #1*'])(
  'rules of the folder "%s" mean the same from above',
  (prefix) => {
    const own = parsePatterns(rules)
    const outer = parsePatterns(rulesBelow(rules, prefix))
    for (const path of paths)
      expect([path, outer?.judge(`${prefix}/${path}`)]).toEqual([path, own?.judge(path)])
  },
)

test('rules of a folder say nothing of those beside it', () => {
  const outer = parsePatterns(rulesBelow(rules, 'trip'))
  for (const path of paths) expect(outer?.judge(`other/${path}`) ?? null).toBeNull()
})
