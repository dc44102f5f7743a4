import { ChevronRight, House } from 'lucide-react'
import { crumbsOf } from '../../lib/crumbs.ts'
import { t } from '../../strings/index.ts'
import styles from './folder-picker.module.css'

interface BreadcrumbsProps {
  readonly path: string
  /** The highest folder that may be chosen. */
  readonly top: string
  readonly onGo: (path: string) => void
}

export function Breadcrumbs({ path, top, onGo }: BreadcrumbsProps) {
  const crumbs = crumbsOf(path, top)
  return (
    <nav aria-label={t.picker.path}>
      <ol className={styles.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={crumb.path}>
            {index > 0 && <ChevronRight size={14} aria-hidden className={styles.into} />}
            <button
              type="button"
              aria-current={index === crumbs.length - 1 ? 'location' : undefined}
              onClick={() => onGo(crumb.path)}
            >
              {index === 0 && <House size={14} aria-hidden />}
              {crumb.name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
