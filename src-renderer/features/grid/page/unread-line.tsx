import { activeModel } from '../../../lib/model-rows.ts'
import { unreadOf } from '../../../lib/way-back.ts'
import { useLibrary } from '../../../state/library.ts'
import { useModels } from '../../../state/models.ts'
import { t } from '../../../strings/index.ts'
import styles from './photos-page.module.css'

/** Under results: photos that could not be among them, since the model that answers has not read them. */
export function UnreadLine() {
  const switching = useLibrary((state) => state.progress?.switching ?? null)
  const overview = useModels((state) => state.overview)
  const active = activeModel(overview)
  const unread = unreadOf(switching, active)
  if (unread) return <p className={styles.viewNote}>{t.switching.unread(unread.count, unread.name)}</p>
  if (!overview || !active || overview.notFound === 0 || switching !== null) return null
  return <p className={styles.viewNote}>{t.switching.unread(overview.notFound, active.name)}</p>
}
