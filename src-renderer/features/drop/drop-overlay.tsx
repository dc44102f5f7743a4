import { FolderPlus, ImageOff, ScanSearch } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isTyping } from '../../lib/is-typing.ts'
import { draggedKind } from '../../lib/dragged.ts'
import type { Dragged } from '../../lib/dragged.ts'
import { isSearching } from '../../lib/query-state.ts'
import { findByPictures, takeDrop } from '../../state/find-by-picture.ts'
import { useLibrary } from '../../state/library.ts'
import { usePhotos } from '../../state/photos.ts'
import { t } from '../../strings/index.ts'
import styles from './drop-overlay.module.css'

const faces = {
  picture: { Icon: ScanSearch, title: t.drop.picture, note: t.drop.pictureNote },
  folder: { Icon: FolderPlus, title: t.drop.folder, note: t.drop.folderNote },
  several: { Icon: ScanSearch, title: t.drop.many, note: t.drop.manyNote },
  // A browser does not say where a folder lies, and a picture of a kind that it does not know looks the same.
  folderInBrowser: { Icon: ScanSearch, title: t.drop.picture, note: t.drop.folderNoteInBrowser },
  other: { Icon: ImageOff, title: t.drop.notPictureTitle, note: t.drop.notPictureNote },
}

/** Takes pictures and folders dropped anywhere on the window, and pictures pasted into it. */
export function DropOverlay() {
  const dragged = useDrop()
  const takesFolders = useLibrary((state) => state.host?.kind === 'electron')
  // To what is searched for already, a picture is added.
  const isAdded = usePhotos((state) => isSearching(state.query))
  usePaste()
  if (!dragged) return null
  const face = faces[dragged === 'folder' && !takesFolders ? 'folderInBrowser' : dragged]
  const { Icon, note } = face
  const title = dragged === 'picture' && isAdded ? t.drop.pictureMore : face.title
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.frame}>
        <Icon size={40} strokeWidth={1.5} aria-hidden />
        <p className={styles.title}>{title}</p>
        <p className={styles.note}>{note}</p>
      </div>
    </div>
  )
}

function useDrop(): Dragged | null {
  const [dragged, setDragged] = useState<Dragged | null>(null)

  useEffect(() => {
    const onDrag = (event: DragEvent) => {
      const kind = event.dataTransfer && draggedKind([...event.dataTransfer.items])
      if (!kind || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setDragged(kind)
    }
    // Entering a child leaves its parent; only leaving for nowhere leaves the window.
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragged(null)
    }
    const onDrop = (event: DragEvent) => {
      setDragged(null)
      if (!event.dataTransfer || !draggedKind([...event.dataTransfer.items])) return
      event.preventDefault()
      takeDrop(event.dataTransfer)
    }
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('dragenter', onDrag, { signal })
    window.addEventListener('dragover', onDrag, { signal })
    window.addEventListener('dragleave', onLeave, { signal })
    window.addEventListener('drop', onDrop, { signal })
    return () => listening.abort()
  }, [])

  return dragged
}

function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      // Text copied together with its picture (from a document) belongs to the box it is pasted into.
      const isText = isTyping(event.target) && event.clipboardData?.types.includes('text/plain')
      if (files.length === 0 || isText) return
      event.preventDefault()
      void findByPictures(files, () => t.drop.pasted)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}
