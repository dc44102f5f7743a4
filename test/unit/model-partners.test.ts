import { join } from 'node:path'
import { expect, it } from 'vitest'
import { partnerOf, usable, whyNotComparable } from '../../src-main/engine/embed/compare/partners.ts'
import type { ModelManifest } from '../../src-main/engine/models/manifest.ts'
import { readOffered } from '../../src-main/engine/models/offered.ts'
import type { StoredModel } from '../../src-main/engine/models/stored-model.ts'
import { projectRoot } from '../helpers/imports.ts'

const { models: offered } = readOffered(join(projectRoot, 'models'))

function stored(id: string, problem: string | null = null): StoredModel {
  const manifest = manifestOf(id)
  return { id, dir: join('somewhere', id), manifest, isBuiltIn: false, problem, sizeBytes: 1 }
}

function manifestOf(id: string): ModelManifest {
  const manifest = offered.find((one) => one.id === id)
  if (!manifest) throw new Error(`${id} is not offered`)
  return manifest
}

it('measures CLIP in 8 bits by CLIP in 32', () => {
  const installed = [stored('siglip2-b16-224-int8'), stored('clip-vit-b32-fp32'), stored('clip-vit-b32-int8')]
  const model = usable('clip-vit-b32-int8', installed)
  expect(partnerOf(model, installed, offered).manifest.id).toBe('clip-vit-b32-fp32')
})

it('names the command that brings an original, or the option that names another model', () => {
  const installed = [stored('clip-vit-b32-int8'), stored('siglip2-b16-224-int8')]
  const find = (id: string) => () => partnerOf(usable(id, installed), installed, offered)
  expect(find('clip-vit-b32-int8')).toThrow('get it with "sightline models get clip-vit-b32-fp32".')
  expect(find('siglip2-b16-224-int8')).toThrow('name another model with --against ID.')
})

it('passes over an original that is damaged, and refuses to check one', () => {
  const installed = [stored('clip-vit-b32-int8'), stored('clip-vit-b32-fp32', 'It is damaged; get it again.')]
  expect(() => partnerOf(usable('clip-vit-b32-int8', installed), installed, offered)).toThrow('No original')
  expect(() => usable('clip-vit-b32-fp32', installed)).toThrow('It is damaged; get it again.')
  expect(() => usable('clip', installed)).toThrow('There is no model "clip" on this machine')
})

it('says what makes the embeddings of two models two different things', () => {
  const clip = manifestOf('clip-vit-b32-int8')
  const why = (other: ModelManifest) => whyNotComparable(clip, other)
  expect(why(manifestOf('clip-vit-b32-fp32'))).toBeNull()
  expect(why(manifestOf('siglip2-b16-224-int8'))).toBe('their embeddings have 512 and 768 numbers')
  expect(why({ ...clip, image: { ...clip.image, fit: 'squash' } })).toBe(
    'they want pictures of different fit',
  )
  expect(why({ ...clip, text: { ...clip.text, maxTokens: 64 } })).toBe(
    'they read texts with different maxTokens',
  )
  const files = clip.files.map((file) => ({ ...file, sha256: 'a'.repeat(64) }))
  expect(why({ ...clip, files })).toBe('they read texts with different tokenizers')
})
