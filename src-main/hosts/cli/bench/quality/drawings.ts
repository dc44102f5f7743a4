import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mulberry32 } from '../synthetic.ts'

type Dice = (below: number) => number

const side = 320

/**
 * Writes so many drawings into a folder: pages of writing, charts, screens, patterns, signs. Libraries have many of them, none
 * of them shows what the words of the benchmark are about, and models that saw photos alone put them anywhere.
 */
export async function writeDrawings(dir: string, count: number): Promise<void> {
  await mkdir(dir, { recursive: true })
  const random = mulberry32(11)
  const dice: Dice = (below) => Math.floor(random() * below)
  for (let n = 0; n < count; n += 1) {
    const draw = kinds[n % kinds.length] as (dice: Dice) => string
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${draw(dice)}</svg>`
    await writeFile(join(dir, `drawing-${n}.svg`), svg)
  }
}

const kinds: readonly ((dice: Dice) => string)[] = [page, chart, screen, grid, gradient, sign, handwriting]

function page(dice: Dice): string {
  const [ink, size] = [dice(2) ? '#111' : '#335', 6 + dice(22)]
  const lines: string[] = [rect(0, 0, side, side, '#fff')]
  for (let y = 16; y < side - size; y += size * 2) {
    for (let x = 16; x < side - 60; x += size) {
      const width = size * (1 + dice(5))
      lines.push(rect(x, y, Math.min(width, side - 20 - x), size * 0.7, ink))
      x += width
    }
  }
  return lines.join('')
}

function chart(dice: Dice): string {
  const bars = 3 + dice(9)
  const step = 280 / bars
  const drawn = Array.from({ length: bars }, (_, n) => {
    const height = 20 + dice(220)
    return rect(30 + n * step, 290 - height, step * 0.7, height, colour(dice))
  })
  return `${rect(0, 0, side, side, '#fff')}${drawn.join('')}<path d="M25 10V292H315" stroke="#222" fill="none"/>`
}

function screen(dice: Dice): string {
  const [dark, light] = dice(2) ? ['#222', '#ddd'] : ['#f4f4f4', '#888']
  const boxes = Array.from({ length: 4 + dice(12) }, () =>
    rect(80 + dice(180), 40 + dice(240), 20 + dice(120), 6 + dice(30), dice(4) ? light : colour(dice)),
  )
  return `${rect(0, 0, side, side, dark)}${rect(0, 0, side, 28, colour(dice))}${rect(0, 28, 64, side, light)}${boxes.join('')}`
}

function grid(dice: Dice): string {
  const cells = 4 + dice(24)
  const size = side / cells
  const drawn: string[] = [rect(0, 0, side, side, '#fff')]
  for (let at = 0; at < cells * cells; at += 1) {
    if (dice(2)) drawn.push(rect((at % cells) * size, Math.floor(at / cells) * size, size, size, '#000'))
  }
  return drawn.join('')
}

function gradient(dice: Dice): string {
  const stops = Array.from(
    { length: 2 + dice(4) },
    (_, n) => `<stop offset="${n / 5}" stop-color="${colour(dice)}"/>`,
  )
  return `<linearGradient id="g" gradientTransform="rotate(${dice(90)})">${stops.join('')}</linearGradient>${rect(0, 0, side, side, 'url(#g)')}`
}

function sign(dice: Dice): string {
  const [ground, ink] = dice(2) ? ['#fff', colour(dice)] : ['#000', '#fff']
  const corners = 3 + dice(6)
  const points = Array.from({ length: corners * 2 }, (_, n) => {
    const radius = n % 2 ? 50 + dice(80) : 130
    const angle = (Math.PI * n) / corners
    return `${160 + radius * Math.cos(angle)},${160 + radius * Math.sin(angle)}`
  })
  return `${rect(0, 0, side, side, ground)}<polygon points="${points.join(' ')}" fill="${ink}"/>`
}

function handwriting(dice: Dice): string {
  const strokes = Array.from({ length: 1 + dice(8) }, () => {
    const bends = Array.from({ length: 3 + dice(8) }, () => `T${dice(side)} ${dice(side)}`)
    return `<path d="M${dice(side)} ${dice(side)}Q${dice(side)} ${dice(side)} ${dice(side)} ${dice(side)}${bends.join('')}" stroke="#111" stroke-width="${1 + dice(9)}" fill="none"/>`
  })
  return `${rect(0, 0, side, side, '#fff')}${strokes.join('')}`
}

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`
}

function colour(dice: Dice): string {
  return `hsl(${dice(360)} ${dice(100)}% ${20 + dice(60)}%)`
}
