import { CircleAlert, Images, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Listing } from '../../../lib/query-state.ts'
import { Button } from '../../../parts/button.tsx'
import { ask, clearSearch } from '../../../state/ask.ts'
import { addFolder } from '../../../state/folders.ts'
import { useLibrary } from '../../../state/library.ts'
import { t } from '../../../strings/index.ts'
import { emptyViewOf } from './empty-view.ts'
import { modelName } from './model-line.tsx'
import styles from './photos-page.module.css'
import { SkeletonRows } from './skeleton-grid.tsx'

/** Nothing to show: says why, and what to do. */
export function EmptyPage({ listing }: { readonly listing: Listing }) {
  const { question, unknownWords, total } = listing
  const model = useLibrary((state) => state.info?.model)
  const phase = useLibrary((state) => state.progress?.phase ?? 'idle')

  if (question.kind === 'search') {
    const text = question.query.kind === 'words' ? question.query.text : t.section.similar
    const isUnknown = unknownWords.length > 0
    return (
      <Empty
        icon={<SearchX size={32} strokeWidth={1.5} aria-hidden />}
        title={isUnknown ? t.empty.unknownTitle(modelName(model), unknownWords) : t.empty.noResultTitle(text)}
        text={isUnknown ? t.empty.unknownText : t.empty.noResultText(total)}
      >
        <Button look="outlined" size="large" onClick={clearSearch}>
          {t.search.clear}
        </Button>
      </Empty>
    )
  }
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

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
