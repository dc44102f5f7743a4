import { failed, type PictureProblem } from './problem.ts'

/** 0x3fff squared, libvips' own default: about 268 megapixels. */
export const maxPixels = 0x3fff * 0x3fff

/** Without the picture's own number: problems are grouped by their sentence. */
export function tooManyPixels(): Extract<PictureProblem, { kind: 'failed' }> {
  return failed(`The picture has more than the ${Math.floor(maxPixels / 1e6)} megapixels that can be read.`)
}
