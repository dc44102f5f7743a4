import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import type { SearchPage } from '../../src-preload/contract/index.ts'
import { testEngine, type TestEngine } from './engine.ts'
import { paintPhoto } from './photos.ts'
import { tempDir } from './temp.ts'

export interface SearchEngine {
  readonly engine: TestEngine
  readonly folder: string
  /** Asks as the search box does. */
  ask(text: string, limit?: number, offset?: number): Promise<SearchPage>
  /** The file names of an answer, in its order. */
  names(page: SearchPage): Promise<string[]>
  idOf(fileName: string): Promise<number>
}

/** A real engine over painted photos in two folders, with names, titles, keywords and ratings to search for. */
export async function searchEngine(name: string): Promise<SearchEngine> {
  const folder = join(tempDir(name), 'Pictures')
  await paintLibrary(folder)
  const engine = await testEngine(tempDir(`${name}-data`))
  await engine.handlers['roots.add']({ path: folder })
  await engine.indexOnce()
  const ask = async (text: string, limit = 200, offset = 0) =>
    engine.handlers['search.run']({ query: { kind: 'words', text }, offset, limit })
  const names = (page: SearchPage) =>
    Promise.all(
      page.photos.ids.map(async (photoId) =>
        basename((await engine.handlers['photos.details']({ photoId })).path),
      ),
    )
  return {
    engine,
    folder,
    ask,
    names,
    idOf: async (fileName) => {
      const page = await ask('sort:name')
      const at = (await names(page)).indexOf(fileName)
      if (at < 0) throw new Error(`no photo is named ${fileName}`)
      return page.photos.ids[at] as number
    },
  }
}

async function paintLibrary(folder: string): Promise<void> {
  const holidays = join(folder, 'Holidays', '2019')
  mkdirSync(holidays, { recursive: true })
  for (let n = 0; n < 8; n += 1) await paintPhoto(join(folder, `IMG_${1230 + n}.jpg`), n)
  for (let n = 8; n < 14; n += 1) await paintPhoto(join(holidays, `DSC_20190${n - 7}01_120000.jpg`), n)
  writeFileSync(join(folder, 'IMG_1230.xmp'), sidecar)
  // The same picture, smaller and compressed once more.
  await sharp(join(folder, 'IMG_1234.jpg'))
    .resize(150)
    .jpeg({ quality: 70 })
    .toFile(join(folder, 'copy of it.jpg'))
}

const sidecar = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="4" exif:DateTimeOriginal="2017-06-04T10:20:30+02:00">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The red car at Zzyzx</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>vehicles</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>`
