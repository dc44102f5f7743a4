/** What hangs on the pointer, as far as the platform tells before it is dropped. */
export type Dragged = 'picture' | 'folder' | 'several' | 'other'

export interface DraggedItem {
  readonly kind: string
  /** MIME type; empty for a folder, and for a file whose type the platform does not know. */
  readonly type: string
}

// Formats that some platforms have no type for, though the engine reads them.
const pictureNames =
  /\.(?:jpe?g|png|webp|gif|tiff?|avif|heic|heif|bmp|svg|jxl|dng|nef|cr2|cr3|arw|raf|orf|rw2)$/iu

/** null: no files, so nothing of ours (text, a link). */
export function draggedKind(items: readonly DraggedItem[]): Dragged | null {
  const files = items.filter((item) => item.kind === 'file')
  const [first] = files
  if (!first) return null
  if (first.type === '') return 'folder'
  if (files.length > 1) return 'several'
  return first.type.startsWith('image/') ? 'picture' : 'other'
}

export function isPicture(file: { readonly name: string; readonly type: string }): boolean {
  return file.type.startsWith('image/') || pictureNames.test(file.name)
}
