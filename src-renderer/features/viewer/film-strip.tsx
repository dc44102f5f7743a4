import { client } from '../../api/index.ts'
import { cssColour } from '../../lib/format.ts'
import { t } from '../../strings/index.ts'
import { stepPhoto } from './step-photo.ts'
import styles from './film-strip.module.css'

const pitchPx = 56
/** Enough to reach both edges of a 4K window. */
const around = 36

interface FilmStripProps {
  readonly ids: readonly number[]
  readonly colours: readonly number[]
  readonly index: number
}

/** The photos before and after the one on stage. */
export function FilmStrip({ ids, colours, index }: FilmStripProps) {
  const from = Math.max(0, index - around)
  const near = ids.slice(from, index + around + 1)
  return (
    <div className={styles.strip} role="group" aria-label={t.viewer.strip}>
      {near.map((id, offset) => {
        const at = from + offset
        return (
          <button
            key={id}
            type="button"
            tabIndex={-1}
            aria-label={t.viewer.position(at + 1, ids.length)}
            aria-current={at === index}
            className={styles.frame}
            style={{
              insetInlineStart: `calc(50% + ${(at - index) * pitchPx}px)`,
              backgroundColor: cssColour(colours[at] ?? 0),
            }}
            onClick={() => stepPhoto(at - index)}
          >
            <img src={client.pictureUrl(id, 'thumbnail')} alt="" draggable={false} decoding="async" />
          </button>
        )
      })}
    </div>
  )
}
