import { Unplug } from 'lucide-react'
import { photoFlags } from '../../../../src-preload/contract/photos.ts'
import { t } from '../../../strings/index.ts'
import styles from './tile.module.css'

interface TileBadgesProps {
  readonly flags: number
  readonly isAway: boolean
}

/** What else lies beside the photo, and whether its folder is there. The tile's label says the same. */
export function TileBadges({ flags, isAway }: TileBadgesProps) {
  return (
    <span className={styles.badges} aria-hidden>
      {(flags & photoFlags.raw) !== 0 && <span title={t.grid.rawNote}>{t.grid.raw}</span>}
      {(flags & photoFlags.video) !== 0 && <span title={t.grid.liveNote}>{t.grid.live}</span>}
      {isAway && (
        <span title={t.grid.away} data-kind="away">
          <Unplug size={12} />
        </span>
      )}
    </span>
  )
}
