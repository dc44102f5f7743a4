/** The size that a file's header claims is more than may be decoded. */
export class PictureTooLarge extends Error {}
