import type { ConvertRequest } from './convert-protocol.ts'

const names: Record<ConvertRequest['format'], string> = {
  heic: 'HEIC',
  bmp: 'BMP',
  jxl: 'JPEG XL',
  jp2: 'JPEG 2000',
  psd: 'Photoshop',
  avif: 'AVIF',
  tiff: 'TIFF',
}

/** What a converter threw, as one of few sentences: the window groups problems by them. */
export function convertProblem(error: unknown, format: ConvertRequest['format']): string {
  const message = error instanceof Error ? error.message : String(error)
  const name = names[format]
  if (/out of memory|memory access|MemoryAllocation|Array buffer allocation/i.test(message)) {
    return `${name}: this picture needs more memory than it may have.`
  }
  if (/security limit|exceeds the maximum|WidthOrHeightExceedsLimit/i.test(message)) {
    return `${name}: this picture claims more than can be read.`
  }
  if (
    /unexpected ?end|end of file|UnexpectedEndOfFile|InsufficientImageData|truncated|not fully/i.test(message)
  ) {
    return 'The file is cut short: its picture is not complete.'
  }
  if (/unsupported|not supported|NoDecodeDelegate|no picture in it/i.test(message)) {
    return `${name}: pictures of this kind cannot be read.`
  }
  return `${name}: the picture is damaged or of an unusual kind.`
}
