import { searchFor } from '../../state/ask.ts'
import { closeViewer } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import styles from './details.module.css'

interface FactLinkProps {
  /** In the language of the search box. */
  readonly query: string
  readonly children: string
}

/** A fact of a photo that leads to all photos that share it. */
export function FactLink({ query, children }: FactLinkProps) {
  return (
    <button
      type="button"
      className={styles.link}
      title={t.photoSearch.find(children)}
      onClick={() => {
        closeViewer()
        searchFor(query)
      }}
    >
      {children}
    </button>
  )
}
