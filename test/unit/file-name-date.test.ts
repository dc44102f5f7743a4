import { describe, expect, it } from 'vitest'
import { fileNameDate } from '../../src-main/engine/images/metadata/file-name-date.ts'

const now = Date.UTC(2026, 0, 1)
const dateIn = (name: string) => {
  const found = fileNameDate(name, now)
  return found && new Date(found.takenAtMs).toISOString().slice(0, 19)
}

describe('the date in a file name', () => {
  it.each([
    ['IMG_20190512_143000.jpg', '2019-05-12T14:30:00'],
    ['20190512_143000.jpg', '2019-05-12T14:30:00'],
    ['20190512143000.jpg', '2019-05-12T14:30:00'],
    ['20190512_143000(0).jpg', '2019-05-12T14:30:00'],
    ['VID_20190512_143000.mp4', '2019-05-12T14:30:00'],
    ['2019-05-12 14.30.00.jpg', '2019-05-12T14:30:00'],
    ['2019-05-12 14.30.00-1.jpg', '2019-05-12T14:30:00'],
    ['PXL_20210704_093015123.jpg', '2021-07-04T09:30:15'],
    ['PXL_20210704_093015123.MP.jpg', '2021-07-04T09:30:15'],
    ['Screenshot_20200131-235959.png', '2020-01-31T23:59:59'],
    ['Screenshot_2020-01-31-23-59-59-123_com.app.png', '2020-01-31T23:59:59'],
    ['Screenshot from 2021-03-04 10-11-12.png', '2021-03-04T10:11:12'],
    ['Screenshot 2021-03-04 at 10.11.12.png', '2021-03-04T10:11:12'],
    ['Screen Shot 2021-03-04 at 1.11.12 PM.png', '2021-03-04T13:11:12'],
    ['Screen Shot 2021-03-04 at 01.11.12 PM.png', '2021-03-04T13:11:12'],
    ['Bildschirmfoto 2021-03-04 um 10.11.12.png', '2021-03-04T10:11:12'],
    ['WhatsApp Image 2021-03-04 at 10.11.12.jpeg', '2021-03-04T10:11:12'],
    ['signal-2021-03-04-101112.jpg', '2021-03-04T10:11:12'],
    ['signal-2021-03-04-10-11-12-345.jpg', '2021-03-04T10:11:12'],
    ['IMG-20190512-WA0001.jpg', '2019-05-12T00:00:00'],
    ['Ferien 2019-05-12.jpg', '2019-05-12T00:00:00'],
    ['1557671400000.jpg', '2019-05-12T14:30:00'],
    ['mmexport1557671400000.jpg', '2019-05-12T14:30:00'],
  ])('is found in %s', (name, date) => {
    expect(dateIn(name)).toBe(date)
  })

  it.each([
    'DSC_0001.jpg',
    'IMG_20191312_143000.jpg',
    'IMG_20190231_143000.jpg',
    '20990512_143000.jpg',
    '18250512_143000.jpg',
    'photo 1234567.jpg',
    '12345678901234567890.jpg',
    '9999999999999.jpg',
    'a-2019-5.jpg',
    '',
  ])('is no date in %j', (name) => {
    expect(dateIn(name)).toBeNull()
  })

  it('is the day alone when the time in it cannot be', () => {
    expect(dateIn('IMG_20190512_993000.jpg')).toBe('2019-05-12T00:00:00')
  })

  it('is in UTC where the program that named it counts so', () => {
    expect(fileNameDate('PXL_20210704_093015123.jpg', now)?.takenOffsetMinutes).toBe(0)
    expect(fileNameDate('1557671400000.jpg', now)?.takenOffsetMinutes).toBe(0)
    expect(fileNameDate('IMG_20190512_143000.jpg', now)?.takenOffsetMinutes).toBeNull()
  })
})
