import { Star } from 'lucide-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { wishOfStar, wishOnStars } from '../../lib/stars.ts'
import type { RatingWish } from '../../lib/stars.ts'
import { direction, t } from '../../strings/index.ts'
import styles from './own.module.css'

const all = [1, 2, 3, 4, 5]
const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'

interface StarsProps {
  readonly label: string
  /** What is shown; null: not rated, or not the same for all. */
  readonly rating: number | null
  /** The rating stands in the file; the person has given none. */
  readonly isFromFile: boolean
  readonly onWish: (wish: RatingWish) => void
}

/** Five stars to click or to walk with the arrows; digits rate, 0 and Backspace take the person's rating away. */
export function Stars({ label, rating, isFromFile, onWish }: StarsProps) {
  const ref = useRef<HTMLDivElement>(null)
  const shown = rating ?? 0
  const own = isFromFile ? null : rating

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wish = wishOnStars(event.key, shown, forward)
    if (!wish) return
    // Neither the grid nor the viewer shall hear it too.
    event.preventDefault()
    onWish(wish)
    const star = wish.kind === 'rate' ? wish.rating : 1
    ref.current?.querySelector<HTMLElement>(`[data-star="${star}"]`)?.focus()
  }

  return (
    <div
      ref={ref}
      role="radiogroup"
      aria-label={label}
      className={styles.stars}
      data-from-file={isFromFile}
      onKeyDown={onKeyDown}
    >
      {all.map((star) => (
        <button
          key={star}
          type="button"
          role="radio"
          data-star={star}
          aria-checked={star === shown}
          aria-label={t.marks.stars(star)}
          title={t.marks.rateStars(star)}
          tabIndex={star === Math.max(1, shown) ? 0 : -1}
          className={styles.star}
          onClick={() => onWish(wishOfStar(star, own))}
        >
          <Star size={16} fill={star <= shown ? 'currentColor' : 'none'} aria-hidden />
        </button>
      ))}
    </div>
  )
}
