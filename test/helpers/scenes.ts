import { mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/**
 * Painted landscapes in place of photos, for screenshots that may be shown anywhere: nobody's pictures, nobody's
 * rights. Each follows from its number alone.
 */
export async function paintScenes(dir: string, count: number): Promise<void> {
  mkdirSync(dir, { recursive: true })
  for (let n = 0; n < count; n += 1) {
    const random = randomFrom(n + 1)
    const [width, height] = pick(shapes, random)
    const kind = pick(kinds, random)
    const name = `${kind.name} ${String(n + 1).padStart(3, '0')}.jpg`
    const file = join(dir, name)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${kind.paint(width, height, random)}</svg>`
    await sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toFile(file)
    // Spread over three years, so that browsing has months to show.
    const at = new Date(Date.UTC(2026, 9, 20) - n * n * 3_600_000 - n * 30 * 3_600_000)
    utimesSync(file, at, at)
  }
}

type Random = () => number
type Paint = (width: number, height: number, random: Random) => string

const shapes: readonly (readonly [number, number])[] = [
  [900, 600],
  [900, 600],
  [800, 600],
  [600, 800],
  [1_000, 560],
  [700, 700],
]

const kinds: readonly { readonly name: string; readonly paint: Paint }[] = [
  {
    name: 'Mountains',
    paint: (w, h, r) =>
      sky(w, h, 200 + r() * 40, 35 + r() * 30, r) + ridges(w, h, 4, 205 + r() * 40, 0.35, r),
  },
  {
    name: 'Sunset',
    paint: (w, h, r) => sky(w, h, 8 + r() * 25, 75, r) + sun(w, h, r) + sea(w, h, 20 + r() * 20, r),
  },
  {
    name: 'Beach',
    paint: (w, h, r) => sky(w, h, 195, 55, r) + sun(w, h, r) + sea(w, h, 190, r) + sand(w, h, r),
  },
  { name: 'Forest', paint: (w, h, r) => sky(w, h, 90 + r() * 60, 20, r) + trees(w, h, r) },
  { name: 'Hills', paint: (w, h, r) => sky(w, h, 200, 45, r) + ridges(w, h, 3, 80 + r() * 45, 0.5, r) },
  { name: 'Night', paint: (w, h, r) => night(w, h, r) + ridges(w, h, 2, 225, 0.6, r, 8) },
  { name: 'Town', paint: (w, h, r) => sky(w, h, 20 + r() * 200, 40, r) + town(w, h, r) },
]

function sky(w: number, h: number, hue: number, saturation: number, r: Random): string {
  const id = `s${Math.round(r() * 1e9)}`
  return `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="hsl(${hue} ${saturation}% ${48 + r() * 15}%)"/>
    <stop offset="0.75" stop-color="hsl(${hue + 20} ${saturation}% 86%)"/></linearGradient>
    <rect width="${w}" height="${h}" fill="url(#${id})"/>${clouds(w, h, r)}`
}

function clouds(w: number, h: number, r: Random): string {
  return times(3 + r() * 5, () => {
    const [x, y] = [r() * w, r() * h * 0.35]
    return times(4, () =>
      ellipse(
        x + (r() - 0.5) * w * 0.14,
        y + (r() - 0.5) * h * 0.03,
        w * (0.03 + r() * 0.06),
        h * (0.01 + r() * 0.03),
        `rgb(255 255 255 / ${0.15 + r() * 0.25})`,
      ),
    )
  })
}

function sun(w: number, h: number, r: Random): string {
  const [x, y, radius] = [w * (0.2 + r() * 0.6), h * (0.32 + r() * 0.2), h * (0.05 + r() * 0.05)]
  return times(
    5,
    (n) =>
      `<circle cx="${x}" cy="${y}" r="${radius * (1 + n * 0.9)}" fill="hsl(45 100% 88% / ${n === 0 ? 1 : 0.1})"/>`,
  )
}

function sea(w: number, h: number, hue: number, r: Random): string {
  const top = h * 0.6
  const water = `<rect y="${top}" width="${w}" height="${h - top}" fill="hsl(${hue} 45% 42%)"/>`
  return (
    water +
    times(60, () => {
      const depth = r()
      return ellipse(
        r() * w,
        top + depth * (h - top),
        w * (0.02 + depth * 0.07),
        1 + depth * 3,
        `hsl(${hue + 10} 70% ${60 + r() * 30}% / 0.35)`,
      )
    })
  )
}

function sand(w: number, h: number, r: Random): string {
  return `<path d="M0 ${h} V${h * (0.78 + r() * 0.08)} Q${w * 0.4} ${h * 0.72} ${w} ${h * (0.88 + r() * 0.06)} V${h} Z" fill="hsl(40 55% ${70 + r() * 10}%)"/>`
}

function ridges(
  w: number,
  h: number,
  layers: number,
  hue: number,
  from: number,
  r: Random,
  light = 26,
): string {
  return times(layers, (n) => {
    const depth = n / Math.max(1, layers - 1)
    const base = h * (from + (0.95 - from) * depth * 0.8)
    const phases = [r() * 7, r() * 7, r() * 7] as const
    const points = Array.from({ length: 61 }, (_, k) => {
      const t = k / 60
      const wave =
        Math.sin(t * 5 + phases[0]) + 0.5 * Math.sin(t * 13 + phases[1]) + 0.22 * Math.sin(t * 31 + phases[2])
      return `L${(t * w).toFixed(1)} ${(base - wave * h * 0.09 * (1.2 - depth * 0.6)).toFixed(1)}`
    })
    return `<path d="M0 ${h} ${points.join(' ')} L${w} ${h} Z" fill="hsl(${hue} ${18 + depth * 25}% ${light + (1 - depth) * 38}%)"/>`
  })
}

function trees(w: number, h: number, r: Random): string {
  return times(3, (row) =>
    times(16 + row * 6, () => {
      const [x, foot, size] = [
        r() * w,
        h * (0.72 + row * 0.13 + r() * 0.06),
        h * (0.18 + row * 0.1 + r() * 0.12),
      ]
      const fill = `hsl(${105 + r() * 50} ${25 + row * 8}% ${42 - row * 12 + r() * 6}%)`
      return times(3, (tier) => {
        const [top, half] = [foot - size * (1 - tier * 0.22), size * (0.16 + tier * 0.07)]
        return `<path d="M${x} ${top} L${x - half} ${top + size * 0.45} H${x + half} Z" fill="${fill}"/>`
      })
    }),
  )
}

function night(w: number, h: number, r: Random): string {
  return `<rect width="${w}" height="${h}" fill="hsl(${225 + r() * 25} 55% 11%)"/>${times(160, () => `<circle cx="${r() * w}" cy="${r() * h * 0.8}" r="${0.4 + r() * 1.5}" fill="hsl(50 80% 92% / ${0.3 + r() * 0.7})"/>`)}
    <circle cx="${w * (0.2 + r() * 0.6)}" cy="${h * 0.25}" r="${h * 0.06}" fill="hsl(48 60% 90%)"/>`
}

function town(w: number, h: number, r: Random): string {
  return times(22, (n) => {
    const [x, width, height] = [(n / 22) * w - 10, w * (0.04 + r() * 0.05), h * (0.2 + r() * 0.42)]
    const hue = 10 + r() * 40
    const wall = `<rect x="${x}" y="${h - height}" width="${width}" height="${height}" fill="hsl(${hue} 28% ${28 + r() * 40}%)"/>`
    return (
      wall +
      times(
        8,
        () =>
          `<rect x="${x + r() * width * 0.8}" y="${h - height + 8 + r() * (height - 24)}" width="${width * 0.12}" height="${width * 0.16}" fill="hsl(45 90% 75% / 0.8)"/>`,
      )
    )
  })
}

function ellipse(x: number, y: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`
}

function times(count: number, each: (n: number) => string): string {
  return Array.from({ length: Math.floor(count) }, (_, n) => each(n)).join('')
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T
}

/** mulberry32, a small generator whose numbers follow from the seed. */
function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
