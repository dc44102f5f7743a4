import { convertPicture, type TurnListener } from './convert/converter.ts'
import { directNotes } from './decode-direct.ts'
import type { EmbeddedNotes } from './embedded-notes.ts'
import { boxNotes } from './metadata/box-notes.ts'
import { photoshopNotes } from './metadata/photoshop-notes.ts'
import { rawNotes } from './raw/raw-notes.ts'
import type { Content } from './sniff.ts'

/** What is written about a picture, without decoding its pixels. Never throws: broken notes count as absent. */
export async function notesOf(
  bytes: Uint8Array<ArrayBuffer>,
  content: Content,
  turn?: TurnListener,
): Promise<EmbeddedNotes> {
  try {
    if (content.kind === 'direct') return await directNotes(bytes)
    if (content.kind === 'raw') return rawNotes(bytes)
    if (content.kind === 'other' || content.format === 'bmp') return {}
    if (content.format === 'psd') return photoshopNotes(bytes)
    if (content.format !== 'heic') return boxNotes(bytes)
    const converted = await convertPicture({ bytes, format: 'heic', needed: null }, turn)
    return 'kind' in converted ? {} : converted
  } catch {
    return {}
  }
}
