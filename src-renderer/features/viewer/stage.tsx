import { useEffect, useRef, useState } from 'react'
import { client } from '../../api/index.ts'
import { cssColour } from '../../lib/format.ts'
import { t } from '../../strings/index.ts'
import { useGestures } from './use-gestures.ts'
import type { StageHandle } from './use-stage.ts'
import styles from './viewer.module.css'

interface StageProps {
  readonly stage: StageHandle
  readonly photoId: number
  /** Photos that will likely be wanted next, read ahead. */
  readonly nextIds: readonly (number | undefined)[]
  readonly colour: number
  /** What a screen reader says of the photo. */
  readonly label: string
}

type Full = 'loading' | 'there' | 'failed'

/** The photo: its thumbnail at once, the full picture over it when it is there. */
export function Stage({ stage, photoId, nextIds, colour, label }: StageProps) {
  const element = useRef<HTMLDivElement>(null)
  const [full, setFull] = useState<{ photoId: number; is: Full }>({ photoId, is: 'loading' })
  const is = full.photoId === photoId ? full.is : 'loading'
  useGestures(element, stage)
  useReadAhead(is === 'there' ? nextIds : [])

  const { photo, zoom } = stage
  const box = {
    inlineSize: photo.width * zoom.scale,
    blockSize: photo.height * zoom.scale,
    transform: `translate(-50%, -50%) translate(${zoom.x}px, ${zoom.y}px)`,
    backgroundColor: cssColour(colour),
  }
  return (
    <div
      ref={(node) => {
        element.current = node
        return stage.ref(node)
      }}
      className={styles.stage}
      data-zoomed={!stage.isFitted}
    >
      <div key={photoId} className={styles.photo} style={box}>
        <img src={client.pictureUrl(photoId, 'thumbnail')} alt="" draggable={false} />
        <img
          src={client.pictureUrl(photoId, 'full')}
          alt={label}
          draggable={false}
          decoding="async"
          className={styles.full}
          data-there={is === 'there' || undefined}
          data-pixels={zoom.scale >= 3 || undefined}
          onLoad={() => setFull({ photoId, is: 'there' })}
          onError={() => setFull({ photoId, is: 'failed' })}
        />
      </div>
      {is === 'loading' && <Waiting key={photoId} />}
      {is === 'failed' && (
        <p className={styles.note} role="status">
          {t.viewer.unreadable}
        </p>
      )}
    </div>
  )
}

const longWaitMs = 400

/** Says that the thumbnail is not all there is: a HEIC takes seconds to be made. */
function Waiting() {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longWaitMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    isLong && (
      <p className={styles.note} role="status">
        {t.viewer.loading}
      </p>
    )
  )
}

function useReadAhead(ids: readonly (number | undefined)[]): void {
  const wanted = ids.filter((id) => id !== undefined).join(',')
  useEffect(() => {
    for (const id of wanted.split(',')) {
      if (id !== '') new Image().src = client.pictureUrl(Number(id), 'full')
    }
  }, [wanted])
}
