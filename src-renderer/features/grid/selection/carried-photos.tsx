import { useCarry } from '../../../state/carry.ts'
import { t } from '../../../strings/index.ts'
import styles from './carried-photos.module.css'

/** How many photos hang on the pointer while they are dragged to a collection. */
export function CarriedPhotos() {
  const carry = useCarry((state) => state.carry)
  if (!carry) return null
  return (
    <div className={styles.carried} style={{ left: carry.x + 12, top: carry.y + 12 }} aria-hidden>
      {t.collections.dragged(carry.photoIds.length)}
    </div>
  )
}
