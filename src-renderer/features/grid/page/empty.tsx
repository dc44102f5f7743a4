import type { ReactNode } from 'react'
import styles from './photos-page.module.css'

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

/** In place of photos: what is not there, why, and what to do. */
export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
