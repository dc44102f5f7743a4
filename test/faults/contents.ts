import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { variantOf } from '../../src-main/hosts/cli/bench/disk/variants.ts'
import { cosine, indexed, photoPool } from '../helpers/photo-workers.ts'
import { tempDir } from '../helpers/temp.ts'
import { diceOf } from './dice.ts'

/** What a file holds. */
export interface Content {
  readonly bytes: Uint8Array
  readonly hash: string
  /** What it shows; null for a file that is no picture. */
  readonly look: number | null
}

/** Pictures of some looks, each as many different files as wanted. */
export interface Contents {
  picture(look: number): Content
  junk(): Content
  readonly looks: number
  /** The look whose embedding this is; null for one that is none of ours. */
  lookOf(vector: Float32Array): number | null
}

const looks = 32
const [width, height] = [24, 18]
/** Two readings of one picture differ by rounding alone: batches are of different lengths. */
const sameCosine = 0.9995

let made: Promise<Contents> | undefined

/** Painted and embedded once for all runs of a process: the embeddings come from the real pipeline, alone. */
export function contents(): Promise<Contents> {
  return (made ??= make())
}

async function make(): Promise<Contents> {
  const pictures = await Promise.all(Array.from({ length: looks }, (_, look) => paintLook(look)))
  const embeddings = await embed(pictures)
  requireDistinct(embeddings)
  let count = 0
  return {
    looks,
    picture: (look) => contentOf(variantOf(pictures[look] ?? new Uint8Array(), 'jpeg', ++count), look),
    junk: () => contentOf(Buffer.from(`not a picture at all, number ${++count}`), null),
    lookOf: (vector) => {
      const look = embeddings.findIndex((embedding) => cosine(embedding, vector) > sameCosine)
      return look < 0 ? null : look
    },
  }
}

export function contentOf(bytes: Uint8Array, look: number | null): Content {
  return { bytes, look, hash: createHash('sha256').update(bytes).digest('hex') }
}

/** Four fields of colour, and a bar: small, quick to read, and each unlike the others. */
async function paintLook(look: number): Promise<Buffer> {
  const dice = diceOf(look + 1)
  const colour = () => `rgb(${dice.int(256)} ${dice.int(256)} ${dice.int(256)})`
  const fields = [0, 1, 2, 3].map(
    (n) => `<rect x="${(n % 2) * 12}" y="${(n >> 1) * 9}" width="12" height="9" fill="${colour()}"/>`,
  )
  const bar = `<rect x="${dice.int(20)}" y="${dice.int(14)}" width="${2 + dice.int(8)}" height="${2 + dice.int(8)}" fill="${colour()}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${fields.join('')}${bar}</svg>`
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality: 90 }).toBuffer()
}

async function embed(pictures: readonly Uint8Array[]): Promise<Float32Array[]> {
  const dir = tempDir('looks')
  const pool = photoPool()
  try {
    return await Promise.all(
      pictures.map(async (bytes, look) => {
        const path = join(dir, `${look}.jpg`)
        writeFileSync(path, bytes)
        return (await indexed(pool, path)).embedding
      }),
    )
  } finally {
    await pool.stop()
  }
}

/** Else a wrong embedding could pass for the right one. */
function requireDistinct(embeddings: readonly Float32Array[]): void {
  embeddings.forEach((one, at) => {
    const twin = embeddings.findIndex((other, n) => n < at && cosine(one, other) > sameCosine)
    if (twin >= 0) throw new Error(`The looks ${twin} and ${at} cannot be told apart by their embeddings.`)
  })
}
