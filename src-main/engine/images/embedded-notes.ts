/** What is written about a picture in its file, beside the pixels; not yet read, and not to be believed. */
export interface EmbeddedNotes {
  /** A TIFF block. */
  readonly exif?: Uint8Array | undefined
  /** The main, the EXIF and the GPS directory as a TIFF block each, as Canon's CR3 has them. */
  readonly exifParts?: readonly Uint8Array[] | undefined
  /** An XML packet. */
  readonly xmp?: Uint8Array | undefined
  /** Records of the IPTC, or Photoshop's resources that hold them. */
  readonly iptc?: Uint8Array | undefined
}
