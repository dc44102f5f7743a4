/** What a file can be in the company of others with its name. */
export type FileKind = 'heic' | 'jpeg' | 'raw' | 'video' | 'sidecar' | 'other'

const kinds = new Map<string, FileKind>([
  ...of('heic', 'heic heif hif'),
  ...of('jpeg', 'jpg jpeg jpe jfif'),
  // mp: the video that Google Photos hands out beside x.MP.jpg
  ...of('video', 'mov mp4 mp'),
  ...of('sidecar', 'xmp'),
  ...of(
    'raw',
    '3fr arw cr2 cr3 crw dcr dng erf iiq kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f',
  ),
])

function of(kind: FileKind, extensions: string): [string, FileKind][] {
  return extensions.split(' ').map((extension) => [extension, kind])
}

/** A file name taken apart once. */
export interface FileName {
  readonly name: string
  readonly kind: FileKind
  /** Without its extension, as it is spelt, and in lower case. */
  readonly stem: string
  readonly lowerStem: string
}

export function fileName(name: string): FileName {
  const dot = name.lastIndexOf('.')
  const stem = dot > 0 ? name.slice(0, dot) : name
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
  return { name, stem, lowerStem: stem.toLowerCase(), kind: kinds.get(extension) ?? 'other' }
}

/** Files that are no photos, but may belong to one. */
export function isCompanyName(name: string): boolean {
  if (name.startsWith('.')) return false
  const { kind } = fileName(name)
  return kind === 'video' || kind === 'sidecar'
}
