import { describe, expect, it } from 'vitest'
import { companyOf } from '../../src-main/engine/library/company/company.ts'

const pairs = (names: readonly string[], canLead?: (name: string) => boolean) =>
  Object.fromEntries(companyOf(names, canLead).companions)
const sidecars = (names: readonly string[]) => Object.fromEntries(companyOf(names).sidecars)

describe('files of one photo', () => {
  it('are a RAW and the JPEG or HEIC of its name, whatever the case', () => {
    expect(pairs(['IMG_1.CR2', 'img_1.jpg', 'IMG_2.NEF', 'IMG_2.HEIC', 'IMG_3.ARW', 'IMG_4.jpg'])).toEqual({
      'IMG_1.CR2': 'img_1.jpg',
      'IMG_2.NEF': 'IMG_2.HEIC',
    })
  })

  it('are several RAWs too, a DNG made of another among them', () => {
    expect(pairs(['a.CR2', 'a.dng', 'a.JPG'])).toEqual({ 'a.CR2': 'a.JPG', 'a.dng': 'a.JPG' })
  })

  it('are not two RAWs without a picture, nor a RAW beside an edited PNG or TIFF', () => {
    expect(pairs(['a.CR2', 'a.dng', 'b.nef', 'b.png', 'b.tif'])).toEqual({})
  })

  it('are a Live Photo and its video', () => {
    expect(pairs(['IMG_1.HEIC', 'IMG_1.MOV', 'IMG_2.jpg', 'img_2.mov', 'clip.mov'])).toEqual({
      'IMG_1.MOV': 'IMG_1.HEIC',
      'img_2.mov': 'IMG_2.jpg',
    })
  })

  it('are what Google hands out: an mp4 beside a HEIC, and an MP beside its JPEG', () => {
    expect(
      pairs(['IMG_1.HEIC', 'IMG_1.MP4', 'PXL_2.MP.jpg', 'PXL_2.MP', 'PXL_3.MP.jpg', 'PXL_3.MP.mp4']),
    ).toEqual({ 'IMG_1.MP4': 'IMG_1.HEIC', 'PXL_2.MP': 'PXL_2.MP.jpg', 'PXL_3.MP.mp4': 'PXL_3.MP.jpg' })
  })

  it('are not any mp4 beside a JPEG', () => {
    expect(pairs(['party.jpg', 'party.mp4'])).toEqual({})
  })

  it('go to the picture that is spelt alike, then to the kind that cameras write', () => {
    expect(pairs(['a.JPG', 'A.jpg', 'A.cr2', 'a.cr2'])).toEqual({ 'A.cr2': 'A.jpg', 'a.cr2': 'a.JPG' })
    expect(pairs(['a.heic', 'a.jpg', 'a.dng', 'a.mov'])).toEqual({ 'a.dng': 'a.jpg', 'a.mov': 'a.heic' })
  })

  it('are not led by a picture that could not be read', () => {
    expect(pairs(['a.jpg', 'a.cr2', 'a.mov'], (name) => name !== 'a.jpg')).toEqual({})
  })

  it('costs little for a folder of 100,000 photos in pairs', () => {
    const names = Array.from({ length: 50_000 }, (_, n) => [`IMG_${n}.CR2`, `IMG_${n}.JPG`]).flat()
    const startedAt = performance.now()
    expect(companyOf(names).companions.size).toBe(50_000)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})

describe('XMP files', () => {
  it('speak of the file whose whole name they bear, or of all with their stem', () => {
    expect(sidecars(['a.CR2', 'a.cr2.xmp', 'a.png', 'A.XMP', 'b.jpg', 'c.xmp'])).toEqual({
      'a.CR2': 'a.cr2.xmp',
      'a.png': 'A.XMP',
    })
  })

  it("of a RAW speak of the photo's main file when that has none of its own", () => {
    expect(sidecars(['a.CR2', 'a.CR2.xmp', 'a.jpg'])).toMatchObject({ 'a.jpg': 'a.CR2.xmp' })
    expect(sidecars(['a.CR2', 'a.CR2.xmp', 'a.jpg', 'a.jpg.xmp'])).toMatchObject({ 'a.jpg': 'a.jpg.xmp' })
  })
})
