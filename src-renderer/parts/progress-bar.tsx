import { classes } from './classes.ts'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  readonly label: string
  /** From 0 to 1; null while nobody knows how far it is. */
  readonly part: number | null
  /** What a screen reader says when it is asked; without it, the percentage. */
  readonly text?: string
  readonly isHeldUp?: boolean
  readonly className?: string | undefined
}

/** How far long work is. The numbers are there for who asks; nothing is read out by itself. */
export function ProgressBar({ label, part, text, isHeldUp = false, className }: ProgressBarProps) {
  const percent = part === null ? undefined : Math.round(part * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className={classes(styles.track, className)}
      data-unknown={part === null}
      data-held-up={isHeldUp}
    >
      <span style={{ inlineSize: part === null ? undefined : `${part * 100}%` }} />
    </div>
  )
}
