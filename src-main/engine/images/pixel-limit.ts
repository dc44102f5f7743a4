import { failed, type PictureProblem } from './problem.ts'

/** 0x3fff squared, libvips' own default: about 268 megapixels. */
export const maxPixels = 0x3fff * 0x3fff

export const pixelLimitText = `at most ${Math.floor(maxPixels / 1e6)} megapixels can be read`

export function tooManyPixels(width: number, height: number): Extract<PictureProblem, { kind: 'failed' }> {
  const megapixels = Math.round((width * height) / 1e6).toLocaleString('en')
  return failed(`The picture has ${megapixels} megapixels: ${pixelLimitText}.`)
}
