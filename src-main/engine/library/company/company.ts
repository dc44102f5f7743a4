import { fileName, type FileName } from './file-kinds.ts'

/** Which files of one folder belong together. All by name; each map leads from the lesser file. */
export interface Company {
  /** The RAW or the video of a photo -> the photo's main file. */
  readonly companions: ReadonlyMap<string, string>
  /** A picture -> the XMP file that speaks of it. */
  readonly sidecars: ReadonlyMap<string, string>
}

type Pictures = ReadonlyMap<string, readonly FileName[]>
type CanLead = (name: string) => boolean

const nothing: Company = { companions: new Map(), sidecars: new Map() }

/**
 * Pure. A RAW belongs to the JPEG or HEIC of its name, a video to the HEIC or JPEG of a Live Photo. Case does not
 * count, as on the cards that cameras write to. `canLead` false: a picture that could not be read leads nothing.
 */
export function companyOf(names: readonly string[], canLead: CanLead = () => true): Company {
  const files = names.map(fileName)
  const lesser = files.filter(({ kind }) => kind === 'raw' || kind === 'video' || kind === 'sidecar')
  if (lesser.length === 0) return nothing
  const pictures = byStem(files, new Set(lesser.map(({ lowerStem }) => lowerStem)))
  const companions = new Map<string, string>()
  for (const file of lesser) {
    if (file.kind === 'sidecar') continue
    const main =
      file.kind === 'raw' ? mainOfRaw(file, pictures, canLead) : mainOfVideo(file, pictures, canLead)
    if (main) companions.set(file.name, main.name)
  }
  const xmp = lesser.filter(({ kind }) => kind === 'sidecar')
  return { companions, sidecars: xmp.length > 0 ? sidecarsOf(xmp, files, pictures, companions) : new Map() }
}

/** Pictures (RAWs too) that something lesser may speak of; `x.MP` has the stem of its picture `x.MP.jpg` for a name. */
function byStem(files: readonly FileName[], stems: ReadonlySet<string>): Pictures {
  const pictures = new Map<string, FileName[]>()
  for (const file of files) {
    if (file.kind === 'video' || file.kind === 'sidecar') continue
    if (!stems.has(file.lowerStem) && !stems.has(file.lowerStem.replace(/\.mp$/, ''))) continue
    const same = pictures.get(file.lowerStem)
    if (same) same.push(file)
    else pictures.set(file.lowerStem, [file])
  }
  return pictures
}

function leaders(lowerStem: string, pictures: Pictures, canLead: CanLead): FileName[] {
  return (pictures.get(lowerStem) ?? []).filter(
    ({ kind, name }) => (kind === 'jpeg' || kind === 'heic') && canLead(name),
  )
}

function mainOfRaw(raw: FileName, pictures: Pictures, canLead: CanLead): FileName | undefined {
  return nearest(raw, leaders(raw.lowerStem, pictures, canLead), 'jpeg')
}

/**
 * A .mov beside a picture of its name is a Live Photo's. An .mp4 may be anything: it counts beside a HEIC (so does
 * Google hand out Apple's Live Photos), and with `.MP` in the names (so it hands out those of its own phones).
 */
function mainOfVideo(video: FileName, pictures: Pictures, canLead: CanLead): FileName | undefined {
  const lower = video.name.toLowerCase()
  if (lower.endsWith('.mp')) return leaders(lower, pictures, canLead)[0]
  const found = leaders(video.lowerStem, pictures, canLead)
  const certain = lower.endsWith('.mov') || lower.endsWith('.mp.mp4')
  return nearest(video, certain ? found : found.filter(({ kind }) => kind === 'heic'), 'heic')
}

/** Of several: the one spelt alike, then the kind that cameras write beside it, then the first. */
function nearest(
  file: FileName,
  pictures: readonly FileName[],
  usual: 'jpeg' | 'heic',
): FileName | undefined {
  if (pictures.length < 2) return pictures[0]
  const rank = (picture: FileName) => (picture.stem === file.stem ? 0 : 2) + (picture.kind === usual ? 0 : 1)
  return pictures.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))[0]
}

/** `x.CR2.xmp` speaks of x.CR2 alone, `x.xmp` of every x. A main file without one takes its RAW's. */
function sidecarsOf(
  xmp: readonly FileName[],
  files: readonly FileName[],
  pictures: Pictures,
  companions: ReadonlyMap<string, string>,
): Map<string, string> {
  const sidecars = new Map<string, string>()
  const byWholeName = new Map(xmp.map((file) => [file.lowerStem, file.name]))
  for (const { name, kind } of files) {
    const sidecar = kind === 'sidecar' || kind === 'video' ? undefined : byWholeName.get(name.toLowerCase())
    if (sidecar !== undefined) sidecars.set(name, sidecar)
  }
  for (const { name, lowerStem } of xmp) {
    for (const picture of pictures.get(lowerStem) ?? [])
      if (!sidecars.has(picture.name)) sidecars.set(picture.name, name)
  }
  for (const [companion, main] of companions) {
    const sidecar = sidecars.get(companion)
    if (sidecar !== undefined && !sidecars.has(main)) sidecars.set(main, sidecar)
  }
  return sidecars
}
