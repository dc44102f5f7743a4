/** A colour space of three primaries, as ICC profiles describe it: seen under D50. */
export interface ColourSpace {
  readonly name: string
  /** X, Y, Z of red, green and blue. */
  readonly primaries: readonly [Triple, Triple, Triple]
  /** `srgb`: sRGB's own curve; a number: the power of the curve. */
  readonly curve: 'srgb' | number
}

type Triple = readonly [number, number, number]

export const sRgb: ColourSpace = {
  name: 'sRGB',
  primaries: [
    [0.43607, 0.22249, 0.01392],
    [0.38515, 0.71687, 0.09708],
    [0.14307, 0.06061, 0.7141],
  ],
  curve: 'srgb',
}

export const displayP3: ColourSpace = {
  name: 'Display P3',
  primaries: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
  curve: 'srgb',
}

export const adobeRgb: ColourSpace = {
  name: 'Adobe RGB (1998)',
  primaries: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
  curve: 563 / 256,
}

/** The bytes (0 to 255) that show an sRGB colour in another colour space. */
export function inSpace(colour: Triple, space: ColourSpace): Triple {
  const linear = colour.map((value) => toLinear(value / 255, sRgb.curve))
  const xyz = [0, 1, 2].map((axis) => dot(linear, sRgb.primaries, axis))
  const shares = solve(space.primaries, xyz)
  const [red = 0, green = 0, blue = 0] = shares.map((value) => 255 * fromLinear(value, space.curve))
  return [red, green, blue]
}

/** An ICC profile (version 4) of a colour space, whole and as small as such a profile can be. */
export function iccProfile({ name, primaries, curve }: ColourSpace): Buffer {
  const curveTag = curve === 'srgb' ? srgbCurve() : powerCurve(curve)
  const tags: [string, Buffer][] = [
    ['desc', text(name)],
    ['cprt', text('No rights reserved')],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ['rXYZ', xyz(primaries[0])],
    ['gXYZ', xyz(primaries[1])],
    ['bXYZ', xyz(primaries[2])],
    ['rTRC', curveTag],
    ['gTRC', curveTag],
    ['bTRC', curveTag],
  ]
  const table = Buffer.alloc(4 + 12 * tags.length)
  table.writeUInt32BE(tags.length)
  let offset = 128 + table.length
  tags.forEach(([tag, data], at) => {
    table.write(tag, 4 + 12 * at, 'latin1')
    table.writeUInt32BE(offset, 8 + 12 * at)
    table.writeUInt32BE(data.length, 12 + 12 * at)
    offset += data.length
  })
  const header = Buffer.alloc(128)
  header.writeUInt32BE(offset)
  header.writeUInt32BE(0x04300000, 8)
  header.write('mntrRGB XYZ ', 12, 'latin1')
  header.writeUInt16BE(2026, 24)
  header.write('acsp', 36, 'latin1')
  xyz([0.9642, 1, 0.8249]).copy(header, 68, 8)
  return Buffer.concat([header, table, ...tags.map(([, data]) => data)])
}

function xyz(values: Triple): Buffer {
  const tag = Buffer.alloc(20)
  tag.write('XYZ ', 'latin1')
  values.forEach((value, at) => tag.writeInt32BE(Math.round(value * 65_536), 8 + 4 * at))
  return tag
}

function text(value: string): Buffer {
  const letters = Buffer.from(value, 'utf16le').swap16()
  const tag = Buffer.alloc(28 + Math.ceil(letters.length / 4) * 4)
  tag.write('mluc', 'latin1')
  tag.writeUInt32BE(1, 8)
  tag.writeUInt32BE(12, 12)
  tag.write('enUS', 16, 'latin1')
  tag.writeUInt32BE(letters.length, 20)
  tag.writeUInt32BE(28, 24)
  letters.copy(tag, 28)
  return tag
}

function srgbCurve(): Buffer {
  const tag = Buffer.alloc(32)
  tag.write('para', 'latin1')
  tag.writeUInt16BE(3, 8)
  const numbers = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
  numbers.forEach((value, at) => tag.writeInt32BE(Math.round(value * 65_536), 12 + 4 * at))
  return tag
}

function powerCurve(power: number): Buffer {
  const tag = Buffer.alloc(16)
  tag.write('curv', 'latin1')
  tag.writeUInt32BE(1, 8)
  tag.writeUInt16BE(Math.round(power * 256), 12)
  return tag
}

function toLinear(value: number, curve: ColourSpace['curve']): number {
  if (curve !== 'srgb') return value ** curve
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function fromLinear(value: number, curve: ColourSpace['curve']): number {
  if (value < 0 || value > 1) throw new RangeError('the colour lies outside of the colour space')
  if (curve !== 'srgb') return value ** (1 / curve)
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function dot(shares: readonly number[], primaries: ColourSpace['primaries'], axis: number): number {
  return primaries.reduce((sum, primary, at) => sum + (primary[axis] ?? 0) * (shares[at] ?? 0), 0)
}

/** The shares of the primaries that give X, Y and Z: Cramer's rule. */
function solve([red, green, blue]: ColourSpace['primaries'], wanted: readonly number[]): number[] {
  const target: Triple = [wanted[0] ?? 0, wanted[1] ?? 0, wanted[2] ?? 0]
  const whole = determinant(red, green, blue)
  return [
    determinant(target, green, blue) / whole,
    determinant(red, target, blue) / whole,
    determinant(red, green, target) / whole,
  ]
}

function determinant(a: Triple, b: Triple, c: Triple): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    b[0] * (a[1] * c[2] - a[2] * c[1]) +
    c[0] * (a[1] * b[2] - a[2] * b[1])
  )
}
