import { describe, expect, it } from 'vitest'
import { isIgnoredFolder, isPhotoName } from '../../src-main/engine/library/rules/built-in.ts'
import { mergeScopes } from '../../src-main/engine/library/scan/known.ts'
import { joinRaw, readableName } from '../../src-main/engine/library/scan/names.ts'

describe('what a scan leaves out', () => {
  it.each([
    '.git',
    '.Trash-1000',
    '@eaDir',
    'node_modules',
    '$RECYCLE.BIN',
    '#recycle',
    'System Volume Information',
    'Photos.app',
    'Previews.lrdata',
  ])('leaves out the folder %s', (name) => {
    expect(isIgnoredFolder(name)).toBe(true)
  })

  it.each(['Holiday', '2019', 'x.jpg', 'apps', 'recycle', 'My Photos.photoslibrary', '📷'])(
    'takes in the folder %s',
    (name) => {
      expect(isIgnoredFolder(name)).toBe(false)
    },
  )

  it('takes only the originals of an Apple Photos library', () => {
    expect(isIgnoredFolder('originals', 'Mine.photoslibrary')).toBe(false)
    expect(isIgnoredFolder('resources', 'Mine.photoslibrary')).toBe(true)
  })

  it('takes pictures, but no dot files and nothing else', () => {
    expect(['a.jpg', 'B.PNG', 'c.HEIC', 'new\nline.webp'].map(isPhotoName)).toEqual([true, true, true, true])
    expect(['._a.jpg', '.jpg', 'Thumbs.db', 'a.txt', 'jpg', 'a.mp4'].some(isPhotoName)).toBe(false)
  })
})

describe('names that are not text', () => {
  it('keeps valid names and writes the other bytes out', () => {
    expect(readableName(Buffer.from('fête 🎉\n.jpg'))).toBe('fête 🎉\n.jpg')
    expect(readableName(Buffer.from([0x61, 0xff, 0xc3, 0xa9, 0xe2, 0x82, 0x2e]))).toBe('a\\xffé\\xe2\\x82.')
  })

  it('joins valid names to text and others to bytes', () => {
    expect(joinRaw('/photos', Buffer.from('a.jpg'))).toMatch(/photos.a\.jpg$/)
    const raw = joinRaw('/photos', Buffer.from([0xff]))
    expect(Buffer.isBuffer(raw) && raw.at(-1)).toBe(0xff)
    expect(Buffer.isBuffer(joinRaw(raw, Buffer.from('a.jpg')))).toBe(true)
  })
})

describe('parts of a root that want a look', () => {
  it('merges what lies within a deep part', () => {
    const merged = mergeScopes([
      { under: 'a', deep: true },
      { under: 'a/b', deep: true },
      { under: 'a/b/c', deep: false },
      { under: 'a', deep: false },
      { under: 'ab', deep: false },
      { under: '', deep: false },
    ])
    expect(merged).toEqual([
      { under: 'a', deep: true },
      { under: 'ab', deep: false },
      { under: '', deep: false },
    ])
  })

  it('lets the whole root swallow everything', () => {
    const whole = { under: '', deep: true }
    expect(mergeScopes([{ under: 'a', deep: false }, whole, { under: 'b/c', deep: true }])).toEqual([whole])
  })
})
