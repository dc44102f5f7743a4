import { X } from 'lucide-react'
import type { Tag } from '../../../src-preload/contract/library.ts'
import { showView } from '../../state/ask.ts'
import { removeTag } from '../../state/tags.ts'
import { closeViewer } from '../../state/ui.ts'
import { format, t } from '../../strings/index.ts'
import styles from './own.module.css'

interface TagChipsProps {
  readonly tags: readonly Tag[]
  readonly photoIds: readonly number[]
}

/** The tags of one photo, or of several with how many of them bear each. */
export function TagChips({ tags, photoIds }: TagChipsProps) {
  if (tags.length === 0) return null
  const isMany = photoIds.length > 1
  return (
    <ul className={styles.chips}>
      {tags.map(({ name, photos }) => (
        <li key={name} className={styles.chip}>
          <button
            type="button"
            className={styles.chipName}
            title={t.tags.show(name)}
            onClick={() => show(name)}
          >
            {name}
            {isMany && <span className={styles.uses}>{format.count(photos)}</span>}
          </button>
          <button
            type="button"
            className={styles.chipRemove}
            aria-label={isMany ? t.tags.removeFrom(name, photos) : t.tags.remove(name)}
            title={isMany ? t.tags.removeFrom(name, photos) : t.tags.remove(name)}
            onClick={() => void removeTag(photoIds, name)}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}

function show(tag: string): void {
  closeViewer()
  showView({ kind: 'tag', tag })
}
