import sharp, { type Sharp } from 'sharp'
import { adobeRgb, displayP3, iccProfile, inSpace, sRgb } from './colour-profiles.ts'
import { pngFile, tiffFile, withJpegProfile, withoutAdobeMark } from './written-files.ts'

export type Colour = readonly [number, number, number]

/** A picture and the sRGB colours of its quarters as it must be seen: top left, top right, bottom left, bottom right. */
export interface KnownPicture {
  readonly name: string
  readonly bytes: Buffer
  readonly quarters: readonly Colour[]
  /** How far a value may be off; where inks are turned into light nobody has one truth. */
  readonly tolerance?: number
}

const rust: Colour = [200, 100, 50]
const white: Colour = [255, 255, 255]
/** Rust over white, half of each. */
const paleRust: Colour = [227, 177, 152]
const grey: Colour = [90, 90, 90]
const paleGrey: Colour = [172, 172, 172]
const four: readonly Colour[] = [
  [210, 40, 40],
  [40, 160, 60],
  [40, 70, 200],
  [240, 220, 60],
]

export async function knownPictures(): Promise<KnownPicture[]> {
  return [
    ...(await turned()),
    ...(await profiled()),
    ...(await inks()),
    ...deep(),
    ...transparent(),
    ...(await greys()),
    ...(await moving()),
  ]
}

/** The quarters of `four` as each EXIF orientation shows them. */
const orientations: readonly (readonly [number, number, number, number])[] = [
  [0, 1, 2, 3],
  [1, 0, 3, 2],
  [3, 2, 1, 0],
  [2, 3, 0, 1],
  [0, 2, 1, 3],
  [2, 0, 3, 1],
  [3, 1, 2, 0],
  [1, 3, 0, 2],
]

async function turned(): Promise<KnownPicture[]> {
  const pictures: KnownPicture[] = []
  for (const [at, places] of orientations.entries()) {
    const quarters = places.map((place) => four[place] ?? white)
    const picture = quartered(four).withMetadata({ orientation: at + 1 })
    const name = `orientation ${at + 1}`
    pictures.push({ name, bytes: await picture.jpeg(finest).toBuffer(), quarters })
    if (at !== 5) continue
    pictures.push({ name: `${name}, PNG`, bytes: await picture.clone().png().toBuffer(), quarters })
    pictures.push({
      name: `${name}, WebP`,
      bytes: await picture.clone().webp({ lossless: true }).toBuffer(),
      quarters,
    })
    pictures.push({
      name: `${name}, TIFF`,
      bytes: await picture.clone().tiff({ compression: 'lzw' }).toBuffer(),
      quarters,
    })
  }
  return pictures
}

async function profiled(): Promise<KnownPicture[]> {
  const pictures: KnownPicture[] = []
  for (const space of [sRgb, displayP3, adobeRgb]) {
    const profile = iccProfile(space)
    const shown = whole(inSpace(rust, space))
    const jpeg = withJpegProfile(await flat(shown).jpeg(finest).toBuffer(), profile)
    const fine = inSpace(rust, space).map((value) => Math.round(value * 257))
    pictures.push(
      uniform(`${space.name}, JPEG`, jpeg, rust),
      uniform(`${space.name}, PNG`, pngFile({ colourType: 2, depth: 8, samples: shown, profile }), rust),
      uniform(`${space.name}, 16 bits`, pngFile({ colourType: 2, depth: 16, samples: fine, profile }), rust),
      uniform(
        `${space.name}, alpha`,
        pngFile({ colourType: 6, depth: 8, samples: [...shown, 128], profile }),
        paleRust,
      ),
    )
  }
  const torn = iccProfile(displayP3).subarray(0, 200)
  const jpeg = withJpegProfile(await flat(rust).jpeg(finest).toBuffer(), torn)
  const deepRust = rust.map((value) => value * 257)
  const png = pngFile({ colourType: 2, depth: 16, samples: deepRust, profile: torn })
  return [...pictures, uniform('a torn profile', jpeg, rust), uniform('a torn profile, 16 bits', png, rust)]
}

const inkTiff = (samples: readonly number[]) => tiffFile({ photometric: 5, depth: 8, samples })

async function inks(): Promise<KnownPicture[]> {
  const red: Colour = [200, 32, 30]
  const inked = (colour: Colour) => flat(colour).toColourspace('cmyk')
  const adobe = await inked(red).jpeg(finest).toBuffer()
  const profiled = await inked(red).withIccProfile('cmyk').jpeg(finest).toBuffer()
  const paper = await inked(white).jpeg(finest).toBuffer()
  return [
    { ...uniform('inks, JPEG by Adobe', adobe, red), tolerance: 30 },
    { ...uniform('inks, JPEG with a profile', profiled, red), tolerance: 12 },
    { ...uniform('inks, JPEG without Adobe’s mark', withoutAdobeMark(adobe), red), tolerance: 30 },
    uniform('no ink at all, JPEG', paper, white),
    uniform('no ink at all, TIFF', inkTiff([0, 0, 0, 0]), white),
    { ...uniform('black ink, TIFF', inkTiff([0, 0, 0, 255]), [15, 15, 15]), tolerance: 25 },
    { ...uniform('cyan ink, TIFF', inkTiff([255, 0, 0, 0]), [0, 158, 224]), tolerance: 20 },
  ]
}

function deep(): KnownPicture[] {
  const samples = rust.map((value) => value * 257)
  const grey16 = [90 * 257]
  return [
    uniform('16 bits, PNG', pngFile({ colourType: 2, depth: 16, samples }), rust),
    uniform('16 bits, TIFF', tiffFile({ photometric: 2, depth: 16, samples }), rust),
    uniform('16 bits, grey PNG', pngFile({ colourType: 0, depth: 16, samples: grey16 }), grey),
    uniform('16 bits, grey TIFF', tiffFile({ photometric: 1, depth: 16, samples: grey16 }), grey),
    uniform(
      '16 bits with alpha, PNG',
      pngFile({ colourType: 6, depth: 16, samples: [...samples, 128 * 257] }),
      paleRust,
    ),
  ]
}

function transparent(): KnownPicture[] {
  const palette = [...rust, 0, 0, 0]
  return [
    uniform('alpha, PNG', pngFile({ colourType: 6, depth: 8, samples: [...rust, 128] }), paleRust),
    uniform('clear, PNG', pngFile({ colourType: 6, depth: 8, samples: [0, 0, 0, 0] }), white),
    uniform(
      'alpha beside, TIFF',
      tiffFile({ photometric: 2, depth: 8, samples: [...rust, 128], extra: 2 }),
      paleRust,
    ),
    uniform(
      'alpha multiplied, TIFF',
      tiffFile({ photometric: 2, depth: 8, samples: [100, 50, 25, 128], extra: 1 }),
      paleRust,
    ),
    uniform('a palette', pngFile({ colourType: 3, depth: 8, samples: [0], palette }), rust),
    uniform(
      'a palette with alpha',
      pngFile({ colourType: 3, depth: 8, samples: [0], palette, transparency: [128, 255] }),
      paleRust,
    ),
    uniform(
      'a clear palette',
      pngFile({ colourType: 3, depth: 8, samples: [1], palette, transparency: [255, 0] }),
      white,
    ),
  ]
}

async function greys(): Promise<KnownPicture[]> {
  const jpeg = await flat(grey).toColourspace('b-w').jpeg(finest).toBuffer()
  return [
    uniform('grey, JPEG', jpeg, grey),
    uniform('grey, PNG', pngFile({ colourType: 0, depth: 8, samples: [90] }), grey),
    uniform('grey with alpha, PNG', pngFile({ colourType: 4, depth: 8, samples: [90, 128] }), paleGrey),
    uniform('grey, TIFF', tiffFile({ photometric: 1, depth: 8, samples: [90] }), grey),
    uniform('grey whose zero is white, TIFF', tiffFile({ photometric: 0, depth: 8, samples: [165] }), grey),
    uniform(
      'grey with alpha, TIFF',
      tiffFile({ photometric: 1, depth: 8, samples: [90, 128], extra: 2 }),
      paleGrey,
    ),
  ]
}

async function moving(): Promise<KnownPicture[]> {
  const frames = [four[0], four[1], four[2]].map((colour) =>
    flat(colour ?? white)
      .png()
      .toBuffer(),
  )
  const film = sharp(await Promise.all(frames), { join: { animated: true } })
  return [
    {
      ...uniform('the first of three frames, GIF', await film.clone().gif().toBuffer(), four[0] ?? white),
      tolerance: 6,
    },
    uniform(
      'the first of three frames, WebP',
      await film.clone().webp({ lossless: true }).toBuffer(),
      four[0] ?? white,
    ),
  ]
}

const finest = { quality: 100, chromaSubsampling: '4:4:4' }

function uniform(name: string, bytes: Buffer, colour: Colour): KnownPicture {
  return { name, bytes, quarters: [colour, colour, colour, colour] }
}

function whole(colour: Colour): Colour {
  return [Math.round(colour[0]), Math.round(colour[1]), Math.round(colour[2])]
}

function flat([r, g, b]: Colour): Sharp {
  return sharp({ create: { width: 32, height: 32, channels: 3, background: { r, g, b } } })
}

/** 48 x 32 pixels. */
function quartered(colours: readonly Colour[]): Sharp {
  const quarter = ([r, g, b]: Colour, at: number) => ({
    input: { create: { width: 24, height: 16, channels: 3 as const, background: { r, g, b } } },
    left: 24 * (at % 2),
    top: 16 * (at >> 1),
  })
  const ground = { width: 48, height: 32, channels: 3 as const, background: '#000000' }
  return sharp({ create: ground }).composite(colours.map(quarter))
}
