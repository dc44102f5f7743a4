/** The size that a file's header claims is more than may be decoded. */
export class PictureTooLarge extends Error {
  readonly width: number
  readonly height: number

  constructor(width: number, height: number) {
    super(`${width} x ${height} pixels`)
    this.width = width
    this.height = height
  }
}
