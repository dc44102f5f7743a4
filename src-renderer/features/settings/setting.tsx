import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './setting.module.css'

/** One setting: its name, and what can be set. */
export function Setting({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const titleId = useId()
  return (
    <section className={styles.setting} aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      <div>{children}</div>
    </section>
  )
}
