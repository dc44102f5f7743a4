import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'outlined' | 'primary' | 'danger'
  readonly size?: 'normal' | 'large'
  /** At work on the last press: another does nothing, and the keyboard stays on it, which `disabled` would take away. */
  readonly isBusy?: boolean
  readonly children: ReactNode
}

export function Button({
  look = 'plain',
  size = 'normal',
  isBusy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  const own = classes(
    styles.button,
    look !== 'plain' && styles[look],
    size === 'large' && styles.large,
    className,
  )
  const busy = isBusy ? { 'aria-disabled': true, onClick: refuse } : {}
  return (
    <button type="button" className={own} {...rest} {...busy}>
      {children}
    </button>
  )
}

/** Neither pressed nor, as a form's own button, sent off. */
function refuse(event: MouseEvent): void {
  event.preventDefault()
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does; also its tooltip, with `keys` behind. */
  readonly label: string
  readonly keys?: string
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

export function IconButton({ label, keys, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles.icon, className)}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      {...rest}
    >
      {children}
    </button>
  )
}
