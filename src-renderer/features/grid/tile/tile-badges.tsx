import { FileQuestionMark, FoldHorizontal, Layers2, Unplug } from 'lucide-react'
import { photoFlags } from '../../../../src-preload/contract/photos.ts'
import type { StackPlace } from '../../../lib/listed.ts'
import { format, t } from '../../../strings/index.ts'
import styles from './tile.module.css'

interface TileBadgesProps {
  readonly flags: number
  readonly isAway: boolean
  readonly isMissing: boolean
  /** Of the stack that the photo stands for. */
  readonly stack: StackPlace | undefined
}

/** What else lies beside or behind the photo, and whether its folder is there. The tile's label says the same. */
export function TileBadges({ flags, isAway, isMissing, stack }: TileBadgesProps) {
  return (
    <span className={styles.badges} aria-hidden>
      {(flags & photoFlags.raw) !== 0 && <span title={t.grid.rawNote}>{t.grid.raw}</span>}
      {(flags & photoFlags.video) !== 0 && <span title={t.grid.liveNote}>{t.grid.live}</span>}
      {isAway && (
        <span title={t.grid.away} data-kind="away">
          <Unplug size={12} />
        </span>
      )}
      {isMissing && !isAway && (
        <span title={t.grid.missing} data-kind="missing">
          <FileQuestionMark size={12} />
        </span>
      )}
      {stack && (
        <span
          title={`${stack.isOpen ? t.stacks.fold : t.stacks.unfold(stack.size - 1)} (D)`}
          className={styles.stackBadge}
          data-act="stack"
          data-open={stack.isOpen}
        >
          {stack.isOpen ? <FoldHorizontal size={13} /> : <Layers2 size={13} />}
          {format.count(stack.size)}
        </span>
      )}
    </span>
  )
}
