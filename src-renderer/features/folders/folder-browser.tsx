import { ChevronRight, CornerLeftUp, Folder } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { FolderListing } from '../../../src-preload/contract/library.ts'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { t } from '../../strings/index.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import styles from './folder-picker.module.css'

interface FolderBrowserProps {
  readonly title: string
  readonly intro: string
  /** What the button that takes the folder says. */
  readonly choose: string
  /** Says how many pictures lie in the folder. */
  readonly countsPictures?: boolean
  /** At work on the folder that was chosen. */
  readonly isBusy?: boolean
  readonly onChoose: (path: string) => void
  readonly onClose: () => void
}

/** Chooses a folder where the host has no dialog of its own (in the browser). */
export function FolderBrowser({
  title,
  intro,
  choose,
  countsPictures = false,
  isBusy = false,
  onChoose,
  onClose,
}: FolderBrowserProps) {
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [top, setTop] = useState('')
  const [isGoing, setGoing] = useState(false)
  const lastTurn = useRef(0)

  useEffect(() => {
    client
      .request('folders.list', {})
      .then((home) => {
        setTop(home.path)
        return setListing(home)
      })
      .catch((error: unknown) => setProblem(toPlainError(error).message))
  }, [])

  /** Until the folder is open nothing can be chosen: it would be the one before. Who goes on meanwhile gets where they went last. */
  const go = async (path: string) => {
    const turn = ++lastTurn.current
    setGoing(true)
    const opened = await client.request('folders.list', { path }).catch(toPlainError)
    if (turn !== lastTurn.current) return
    setGoing(false)
    setProblem('folders' in opened ? null : opened.message)
    if ('folders' in opened) setListing(opened)
  }

  return (
    <Modal
      wide
      title={title}
      onClose={onClose}
      footer={
        <>
          <span className={styles.pictures}>
            {countsPictures && listing && t.picker.pictures(listing.pictures)}
          </span>
          <Button look="outlined" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            look="primary"
            disabled={!listing || isGoing}
            isBusy={isBusy}
            onClick={() => listing && onChoose(listing.path)}
          >
            {choose}
          </Button>
        </>
      }
    >
      <p className={styles.intro}>{intro}</p>
      {listing && <Breadcrumbs path={listing.path} top={top} onGo={(path) => void go(path)} />}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div
        key={listing?.path}
        ref={focusFirst}
        role="group"
        className={styles.list}
        aria-label={t.picker.list}
        onKeyDown={(event) => walk(event, () => listing?.parent && void go(listing.parent))}
      >
        {listing?.parent && (
          <button
            type="button"
            className={styles.row}
            onClick={() => void go(listing.parent ?? listing.path)}
          >
            <CornerLeftUp size={16} aria-hidden />
            <span>{t.picker.up}</span>
          </button>
        )}
        {listing?.folders.map((folder) => (
          <button key={folder.path} type="button" className={styles.row} onClick={() => void go(folder.path)}>
            <Folder size={16} aria-hidden />
            <span>{folder.name}</span>
            <ChevronRight size={14} aria-hidden className={styles.into} />
          </button>
        ))}
        {listing?.folders.length === 0 && <p className={styles.none}>{t.picker.none}</p>}
      </div>
    </Modal>
  )
}

/** The keyboard goes along into each folder. */
function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('button')?.focus()
}

function walk(event: KeyboardEvent<HTMLElement>, up: () => void): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = rows.findIndex((row) => row === document.activeElement)
  if (event.key === 'Backspace') {
    event.preventDefault()
    up()
    return
  }
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
  if (next === undefined) return
  event.preventDefault()
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus()
}
