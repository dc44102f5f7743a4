import { CircleAlert, Images } from 'lucide-react'
import type { Listing } from '../../../lib/query-state.ts'
import { Button } from '../../../parts/button.tsx'
import { ask } from '../../../state/ask.ts'
import { addFolder } from '../../../state/folders.ts'
import { useLibrary } from '../../../state/library.ts'
import { t } from '../../../strings/index.ts'
import { Empty } from './empty.tsx'
import { EmptyResults } from './empty-results.tsx'
import { emptyViewOf } from './empty-view.ts'
import styles from './photos-page.module.css'
import { SkeletonRows } from './skeleton-grid.tsx'

/** Nothing to show: says why, and what to do. */
export function EmptyPage({ listing }: { readonly listing: Listing }) {
  const { question } = listing
  const phase = useLibrary((state) => state.progress?.phase ?? 'idle')

  if (question.kind === 'search') return <EmptyResults listing={listing} />
  const special = emptyViewOf(question.view)
  if (special) {
    const { icon: Icon, title, text } = special
    return <Empty icon={<Icon size={32} strokeWidth={1.5} aria-hidden />} title={title} text={text} />
  }
  if (phase === 'scanning' || phase === 'indexing') {
    return (
      <>
        <p className={styles.soon}>{t.empty.viewIndexing}</p>
        <SkeletonRows />
      </>
    )
  }
  return (
    <Empty
      icon={<Images size={32} strokeWidth={1.5} aria-hidden />}
      title={t.empty.viewTitle}
      text={question.view.kind === 'root' ? t.empty.rootText : t.empty.viewText}
    >
      <Button look="outlined" size="large" onClick={() => void addFolder()}>
        {t.sidebar.addFolder}
      </Button>
    </Empty>
  )
}

/** The first list could not be had at all. */
export function ProblemPage({ message }: { readonly message: string }) {
  return (
    <Empty
      icon={<CircleAlert size={32} strokeWidth={1.5} aria-hidden />}
      title={t.empty.problemTitle}
      text={message}
    >
      <Button look="outlined" size="large" onClick={() => void ask()}>
        {t.empty.again}
      </Button>
    </Empty>
  )
}
