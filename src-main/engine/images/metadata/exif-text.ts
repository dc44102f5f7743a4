/** A text made fit to show: up to its first NUL, one line, not longer than `longest`. Null when nothing is left. */
export function cleanText(value: unknown, longest = 80): string | null {
  if (typeof value !== 'string') return null
  // Cut first: a text of megabytes must not be searched.
  const [text = ''] = value.slice(0, longest * 8).split('\0')
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim()
  return /[\p{L}\p{N}]/u.test(clean) ? clean : null
}

/** Maker and model as people say them: "NIKON CORPORATION" and "NIKON D70" make "Nikon D70". */
export function cameraName(make: string | null, model: string | null): string | null {
  const maker = make === null ? '' : shortMaker(make)
  if (!model) return maker || null
  if (!maker) return model
  const [head = '', ...rest] = model.split(' ')
  const isRepeated = maker.toLowerCase().split(' ').includes(head.toLowerCase())
  return isRepeated ? [maker, ...rest].join(' ') : `${maker} ${model}`
}

/** Cameras fill the field with dashes or "0.0 mm f/0.0" when a lens does not tell its name. */
export function lensName(text: string | null): string | null {
  return text !== null && /[1-9A-Za-z]{2}|[1-9]/.test(text) && !/^0(\.0)? ?mm/.test(text) ? text : null
}

/** "1/250 s · f/2.8 · ISO 100 · 35 mm", whatever of it is known and possible. */
export function exposureText(tags: Readonly<Record<string, unknown>>): string | null {
  const seconds = amount(tags['ExposureTime'], 86_400)
  const aperture = amount(tags['FNumber'], 256)
  const sensitivity = amount(firstOf(tags['ISO']), 10_000_000)
  const focalLengthMm = amount(tags['FocalLength'], 100_000)
  const parts = [
    seconds && shutterText(seconds),
    aperture && `f/${rounded(aperture)}`,
    sensitivity && `ISO ${Math.round(sensitivity)}`,
    focalLengthMm && `${rounded(focalLengthMm)} mm`,
  ]
  return parts.filter((part) => part !== null).join(' · ') || null
}

function shutterText(seconds: number): string {
  if (seconds > 0.3) return `${rounded(seconds)} s`
  return `1/${Math.round(1 / seconds)} s`
}

function amount(value: unknown, limit: number): number | null {
  return typeof value === 'number' && value > 0 && value <= limit ? value : null
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) || value instanceof Uint16Array ? value[0] : value
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10)

function shortMaker(make: string): string {
  const words = make.replace(/[.,]/g, ' ').split(/\s+/)
  const kept = words.filter((word, at) => at === 0 || !companyWords.has(word.toLowerCase()))
  return kept.map(asName).join(' ').trim()
}

/** "NIKON" is a shout, "DJI" an abbreviation. */
function asName(word: string): string {
  const isShout = word.length > 3 && /^\p{Lu}+$/u.test(word)
  return word.charAt(0).toUpperCase() + (isShout ? word.slice(1).toLowerCase() : word.slice(1))
}

const companyWords = new Set(
  'co company corp corporation inc ltd limited gmbh ag kg kabushiki kaisha electric electronics optical imaging computer technologies techwin international digital camera'.split(
    ' ',
  ),
)
