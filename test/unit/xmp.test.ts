import { describe, expect, it } from 'vitest'
import { readMetadata, type MetadataSources } from '../../src-main/engine/images/metadata/read-metadata.ts'
import { readXmp } from '../../src-main/engine/images/metadata/xmp.ts'

const now = Date.UTC(2026, 0, 1)
const packet = (attributes: string, children = '') =>
  Buffer.from(
    `<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${attributes}>${children}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  )
const lightroom = packet(
  'xmp:Rating="4" photoshop:DateCreated="2019-05-12T14:30:00.12+02:00"',
  `<dc:title><rdf:Alt><rdf:li xml:lang="de">Hund</rdf:li><rdf:li xml:lang="x-default">Dog &amp; ball</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">On the&#xA;beach</rdf:li></rdf:Alt></dc:description>
   <dc:subject><rdf:Bag><rdf:li>dog</rdf:li><rdf:li>Beach</rdf:li></rdf:Bag></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>Animals|Dog</rdf:li></rdf:Bag></lr:hierarchicalSubject>`,
)
const read = (sources: Partial<MetadataSources>) => readMetadata({ notes: {}, ...sources }, now)

describe('XMP', () => {
  it('gives title, caption, keywords, rating and the date with its zone', async () => {
    expect(await read({ notes: { xmp: lightroom } })).toMatchObject({
      title: 'Dog & ball',
      caption: 'On the beach',
      keywords: ['dog', 'Beach', 'Animals'],
      fileRating: 4,
      takenAtMs: Date.UTC(2019, 4, 12, 14, 30),
      takenOffsetMinutes: 120,
      takenFrom: 'camera',
    })
  })

  it('of a sidecar wins over that of the file, field by field', async () => {
    const sidecar = packet(
      'xmp:Rating="2"',
      '<dc:subject><rdf:Bag><rdf:li>cat</rdf:li></rdf:Bag></dc:subject>',
    )
    const both = await read({ notes: { xmp: lightroom }, sidecar })
    expect(both).toMatchObject({ fileRating: 2, keywords: ['cat'], title: 'Dog & ball', takenFrom: 'camera' })
  })

  it('of a sidecar puts the date right, and says so', async () => {
    const sidecar = packet('exif:DateTimeOriginal="2018:01:02 03:04:05"')
    expect(await read({ notes: { xmp: lightroom }, sidecar })).toMatchObject({
      takenAtMs: Date.UTC(2018, 0, 2, 3, 4, 5),
      takenFrom: 'sidecar',
    })
    expect(await read({ sidecar, fileName: 'IMG_20190512_143000.jpg' })).toMatchObject({
      takenFrom: 'sidecar',
    })
    expect(await read({ fileName: 'IMG_20190512_143000.jpg' })).toMatchObject({ takenFrom: 'file-name' })
  })

  it('is read from elements as well as from attributes, and ratings in percent', async () => {
    const elements = packet(
      '',
      '<xmp:Rating>3</xmp:Rating><exif:GPSLatitude>46,30.6N</exif:GPSLatitude><exif:GPSLongitude>91,59,60W</exif:GPSLongitude>',
    )
    expect(await read({ notes: { xmp: elements } })).toMatchObject({
      fileRating: 3,
      latitude: 46.51,
      longitude: -92,
    })
    expect(await read({ notes: { xmp: packet('MicrosoftPhoto:Rating="75"') } })).toMatchObject({
      fileRating: 4,
    })
  })

  it('that lies is left out value by value', async () => {
    const lies = packet(
      'xmp:Rating="99" photoshop:DateCreated="2080-01-01T00:00:00" exif:GPSLatitude="999,0N" exif:GPSLongitude="9,0E"',
      '<dc:title><rdf:Alt><rdf:li>fine\0 \u0007bell</rdf:li></rdf:Alt></dc:title>',
    )
    expect(await read({ notes: { xmp: lies } })).toMatchObject({
      fileRating: null,
      takenAtMs: null,
      takenFrom: null,
      latitude: null,
      longitude: null,
      title: 'fine bell',
    })
    expect(await read({ notes: { xmp: packet('xmp:Rating="-1"') } })).toMatchObject({ fileRating: null })
  })

  it('of ten megabytes is read at the front, in well under a second', async () => {
    const long = Buffer.concat([
      Buffer.from('<x:xmpmeta><rdf:RDF><rdf:Description xmp:Rating="5"><crs:Masks><rdf:Seq>'),
      Buffer.from('<rdf:li crs:Mask="x">deep</rdf:li>'.repeat(300_000)),
      Buffer.from('</rdf:Seq></crs:Masks></rdf:Description></rdf:RDF></x:xmpmeta>'),
    ])
    const before = performance.now()
    expect(await read({ notes: { xmp: long } })).toMatchObject({ fileRating: 5 })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('that is nested without end, bombs with entities or is broken counts as none', () => {
    expect(() => readXmp(Buffer.from('<a>'.repeat(300_000)))).not.toThrow()
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x:xmpmeta>&b;</x:xmpmeta>'
    expect(readXmp(Buffer.from(bomb))).toBeUndefined()
    expect(readXmp(Buffer.from('<x:xmpmeta'))).toBeUndefined()
    expect(readXmp(Buffer.from([0xff, 0xfe, 0, 1, 2]))).toBeUndefined()
  })
})

describe('long and strange texts', () => {
  it('are cut, and keywords kept once', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => `<rdf:li>word ${at % 3000}</rdf:li>`).join('')
    const xmp = packet(
      '',
      `<dc:description>${'x'.repeat(100_000)}</dc:description><dc:subject><rdf:Bag>${many}</rdf:Bag></dc:subject>`,
    )
    const { caption, keywords } = await read({ notes: { xmp } })
    expect(caption?.length).toBe(2000)
    expect(keywords.length).toBe(200)
  })
})
