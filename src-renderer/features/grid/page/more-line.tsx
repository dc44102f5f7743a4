import { useEffect, useRef } from 'react'
import { Button } from '../../../parts/button.tsx'
import { showMore } from '../../../state/ask.ts'
import { usePhotos } from '../../../state/photos.ts'
import { t } from '../../../strings/index.ts'
import styles from './photos-page.module.css'

/** More is asked for this far before the end comes into view. */
const ahead = '1500px'

/** Below results: the rest comes by itself as one scrolls, or with the button where that failed. */
export function MoreLine({ shown, total }: { readonly shown: number; readonly total: number }) {
  const ref = useRef<HTMLDivElement>(null)
  const waiting = usePhotos((state) => state.query.waiting)
  const hasFailed = usePhotos((state) => state.query.problem !== null)
  const goesOn = shown < total && !waiting && !hasFailed

  useEffect(() => {
    const line = ref.current
    if (!goesOn || !line) return undefined
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void showMore(),
      { root: line.parentElement, rootMargin: ahead },
    )
    observer.observe(line)
    return () => observer.disconnect()
  }, [goesOn])

  return (
    <div className={styles.more} ref={ref}>
      {shown < total ? (
        <>
          <Button look="outlined" size="large" isBusy={waiting} onClick={() => void showMore()}>
            {t.section.showMore}
          </Button>
          <p>{t.section.moreNote(shown, total)}</p>
        </>
      ) : (
        <p>{t.section.allShown(total)}</p>
      )}
    </div>
  )
}
