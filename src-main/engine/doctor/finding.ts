export interface Finding {
  readonly subject:
    | 'data folder'
    | 'catalog'
    | 'own data'
    | 'texts'
    | 'roots'
    | 'model'
    | 'vectors'
    | 'thumbnails'
    | 'backups'
    | 'copies'
  readonly ok: boolean
  /** One sentence: what was found, and what to do when something is wrong. */
  readonly message: string
  readonly repaired: boolean
}

/** What is as it should be. */
export const fine = (subject: Finding['subject'], message: string): Finding => ({
  subject,
  ok: true,
  message,
  repaired: false,
})
/** What is not, or was not before it was mended. */
export const wrong = (subject: Finding['subject'], message: string, repaired = false): Finding => ({
  subject,
  ok: false,
  message,
  repaired,
})
