import { Copy, Eye, EyeOff, ExternalLink, FolderOpen, ScanSearch, X } from 'lucide-react'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { PhotoAction } from '../../../src-preload/contract/photos.ts'
import { chooseNone } from '../../lib/selection.ts'
import type { Listing } from '../../lib/query-state.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { rootName, useLibrary } from '../../state/library.ts'
import { act } from '../../state/photo-actions.ts'
import { choosing, usePhotos } from '../../state/photos.ts'
import { format, t } from '../../strings/index.ts'
import styles from './photos-page.module.css'

/** What is on screen and how much of it, or what can be done with the photos that are chosen. */
export function SectionHead({ listing }: { readonly listing: Listing }) {
  const chosen = usePhotos((state) => state.selection.chosen)
  if (chosen.size > 0) return <SelectionHead listing={listing} chosen={chosen} />
  return <ListingHead listing={listing} />
}

function ListingHead({ listing }: { readonly listing: Listing }) {
  const { question, photos, total, tookMs } = listing
  const roots = useLibrary((state) => state.roots)
  const isSearch = question.kind === 'search'
  const shown = photos.ids.length
  const title = titleOf(listing, (id) => rootName(roots, id))
  useEffect(() => {
    document.title = t.windowTitle(title)
    return () => {
      document.title = t.appName
    }
  }, [title])
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      <span className={styles.count}>{isSearch ? t.section.closest(shown, total) : format.count(total)}</span>
      {shown > 0 && (
        <div className={styles.end}>
          <span>{isSearch ? t.section.relevance : t.section.newest}</span>
          {tookMs !== null && <span>{t.section.took(tookMs)}</span>}
        </div>
      )}
    </div>
  )
}

function titleOf({ question }: Listing, nameOf: (rootId: number) => string): string {
  if (question.kind === 'search') {
    return question.query.kind === 'words' ? t.section.results(question.query.text) : t.section.similar
  }
  if (question.view.kind === 'root') return nameOf(question.view.rootId)
  return question.view.kind === 'hidden' ? t.sidebar.hidden : t.sidebar.all
}

interface SelectionHeadProps {
  readonly listing: Listing
  readonly chosen: ReadonlySet<number>
}

function SelectionHead({ listing, chosen }: SelectionHeadProps) {
  const { question } = listing
  const isHidden = question.kind === 'browse' && question.view.kind === 'hidden'
  const isOne = chosen.size === 1
  const run = (action: PhotoAction) => void act(action, [...chosen])
  return (
    <div className={styles.head} role="toolbar" aria-label={t.selection.label}>
      <IconButton label={t.selection.clear} keys="Esc" onClick={() => choosing(chooseNone)}>
        <X size={16} aria-hidden />
      </IconButton>
      <h1 className={styles.title}>{t.selection.chosen(chosen.size)}</h1>
      <div className={styles.tools}>
        {isOne && (
          <>
            <Tool icon={<ScanSearch size={15} />} label={t.actions.similar} onClick={() => run('similar')} />
            <Tool icon={<ExternalLink size={15} />} label={t.actions.open} onClick={() => run('open')} />
            <Tool icon={<FolderOpen size={15} />} label={t.actions.reveal} onClick={() => run('reveal')} />
            <Tool icon={<Copy size={15} />} label={t.actions.copyPath} onClick={() => run('copy-path')} />
          </>
        )}
        {isHidden ? (
          <Tool icon={<Eye size={15} />} label={t.actions.unhide} onClick={() => run('unhide')} />
        ) : (
          <Tool icon={<EyeOff size={15} />} label={t.actions.hide} onClick={() => run('hide')} />
        )}
      </div>
    </div>
  )
}

interface ToolProps {
  readonly icon: ReactNode
  readonly label: string
  readonly onClick: () => void
}

function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <Button title={label} aria-label={label} onClick={onClick}>
      {icon}
      <span>{label}</span>
    </Button>
  )
}
