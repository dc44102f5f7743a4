import { extname } from 'node:path'

/** What a picture turned out to be when it was decoded. The names are stored in the catalog. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff' | 'svg'

const decodable = new Set(
  '.jpg .jpeg .jpe .jfif .png .apng .webp .avif .avifs .gif .tif .tiff .svg .svgz'.split(' '),
)

/** Pictures that Sightline knows of but cannot decode yet: each gets a row with this name in the reason. */
const undecodable = new Map<string, string>([
  ...named('HEIC', '.heic .heif .hif .heics .heifs'),
  ...named('BMP', '.bmp .dib'),
  ...named('JPEG XL', '.jxl'),
  ...named('JPEG 2000', '.jp2 .j2k .jpf .jpx .jpc'),
  ...named('Photoshop', '.psd .psb'),
  ...named(
    'RAW',
    '.3fr .arw .cr2 .cr3 .crw .dcr .dng .erf .iiq .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f',
  ),
])

/** Whether a file of this name belongs in the library, judged by its extension alone; content is judged later. */
export function isPictureName(name: string): boolean {
  const extension = extname(name).toLowerCase()
  return decodable.has(extension) || undecodable.has(extension)
}

/** The family of pictures that cannot be decoded yet ("HEIC") to which this name belongs, if it does. */
export function undecodableFamily(name: string): string | undefined {
  return undecodable.get(extname(name).toLowerCase())
}

/** The MIME type of formats that every browser shows by itself; others are rendered to WebP first. */
export function browserMime(format: string): string | undefined {
  return browserMimes.get(format)
}

// SVG is left out on purpose: opened as a page of its own it may run scripts, a rendering of it cannot.
const browserMimes = new Map<string, string>([
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['gif', 'image/gif'],
])

function named(family: string, extensions: string): [string, string][] {
  return extensions.split(' ').map((extension) => [extension, family])
}

/** The video of a Live Photo: part of the library only beside its picture. */
export function isVideoName(name: string): boolean {
  return /\.(mov|mp4)$/i.test(name)
}
