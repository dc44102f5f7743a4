import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { idOf, indexAll, testLibrary, write } from '../helpers/library.ts'
import { tempDir } from '../helpers/temp.ts'

it.skipIf(process.platform === 'win32')(
  'a photo that was missing and cannot be looked at on its return keeps what is known of it',
  async () => {
    const dir = tempDir('library-unreadable')
    const photos = join(dir, 'photos')
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) write(photos, name)
    const { catalog, library, close } = testLibrary(join(dir, 'data'))
    const rootId = (await library.add(photos)).root.id
    await library.scan()
    await indexAll(catalog)
    const id = idOf(catalog, rootId, 'a.jpg')
    const row = () => catalog.photos.knownInRoot(rootId).find((one) => one.id === id)
    rmSync(join(photos, 'a.jpg'))
    expect(await library.scan()).toMatchObject({ gone: 1 })
    // A link whose target no system can look up: as good as a folder without rights, and the same for every user.
    symlinkSync(`/${'long'.repeat(100)}.jpg`, join(photos, 'a.jpg'))
    await library.scan()
    expect(row()).toMatchObject({ status: 'indexed', sizeBytes: 5, missingSinceMs: null })
    expect(catalog.photos.findableIds()).toContain(id)
    expect(catalog.embeddings.count('test')).toBe(3)
    // Nothing was ever known of this one: it is a problem to show.
    symlinkSync(`/${'long'.repeat(100)}.jpg`, join(photos, 'd.jpg'))
    await library.scan()
    expect(catalog.photos.counts()).toMatchObject({ photos: 4, embedded: 3, failed: 1 })
    await close()
  },
)
