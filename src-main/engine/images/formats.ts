import { extname } from 'node:path'

/** What a picture turned out to be when it was decoded. The names are stored in the catalog. */
export type PictureFormat =
  'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff' | 'svg' | 'heic' | 'bmp' | 'jxl' | 'jp2' | 'psd' | 'raw'

const extensions = new Set(
  [
    '.jpg .jpeg .jpe .jfif .png .apng .webp .avif .avifs .gif .tif .tiff .svg .svgz',
    '.heic .heif .hif .heics .heifs .bmp .dib .jxl .jp2 .j2k .j2c .jpf .jpx .jpc .psd .psb',
  ]
    .join(' ')
    .split(' '),
)

const rawExtensions = new Set(
  '.3fr .arw .cr2 .cr3 .crw .dcr .dng .erf .fff .iiq .kdc .mef .mos .mrw .nef .nrw .orf .pef .raf .raw .rw2 .rwl .sr2 .srf .srw .x3f'.split(
    ' ',
  ),
)

/** Whether a file of this name belongs in the library, judged by its extension alone; content is judged later. */
export function isPictureName(name: string): boolean {
  const extension = extname(name).toLowerCase()
  return extensions.has(extension) || rawExtensions.has(extension)
}

/** Whether a file of this name comes from a camera's sensor. */
export function isRawName(name: string): boolean {
  return rawExtensions.has(extname(name).toLowerCase())
}

/** The MIME type of formats that every browser shows by itself; others are rendered to WebP first. */
export function browserMime(format: string): string | undefined {
  return browserMimes.get(format)
}

// SVG is left out on purpose: opened as a page of its own it may run scripts, a rendering of it cannot. So is AVIF's
// sibling HEIC, which one browser shows and the others do not.
const browserMimes = new Map<string, string>([
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['gif', 'image/gif'],
])

/** The video of a Live Photo: part of the library only beside its picture. */
export function isVideoName(name: string): boolean {
  return /\.(mov|mp4)$/i.test(name)
}
