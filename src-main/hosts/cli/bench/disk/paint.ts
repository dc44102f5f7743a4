import { sharp } from '../../../../engine/images/decoder.ts'

/**
 * A picture that costs a decoder what a photo costs: shapes, shades and the grain of a sensor. `side` is the longer
 * one, the sides are as 4 to 3.
 */
export async function paint(side: number, format: 'jpeg' | 'png', seed: number): Promise<Buffer> {
  const [width, height] = [side, Math.round(side * 0.75)]
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 14 },
    },
  })
    .blur(0.8)
    .png({ compressionLevel: 0 })
    .toBuffer()
  const picture = sharp(Buffer.from(shapes(width, height, seed)))
    .flatten()
    .composite([{ input: grain, blend: 'overlay' }])
  return format === 'jpeg' ? picture.jpeg({ quality: 90 }).toBuffer() : picture.png().toBuffer()
}

function shapes(width: number, height: number, seed: number): string {
  const hue = (seed * 47) % 360
  const circles = Array.from({ length: 24 }, (_, n) => {
    const [x, y] = [((n * 37 + seed * 11) % 100) / 100, ((n * 61 + seed * 7) % 100) / 100]
    const radius = (0.02 + ((n * 13) % 10) / 100) * width
    return `<circle cx="${x * width}" cy="${y * height}" r="${radius}" fill="hsl(${(hue + n * 29) % 360} 45% 55%)"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue} 50% 45%)"/>
    <stop offset="1" stop-color="hsl(${hue + 40} 40% 80%)"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#sky)"/>${circles.join('')}</svg>`
}
