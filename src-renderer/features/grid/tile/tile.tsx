import { Check, Heart, ScanSearch } from 'lucide-react'
import { memo, useState } from 'react'
import type { CSSProperties, SyntheticEvent } from 'react'
import { photoFlags } from '../../../../src-preload/contract/photos.ts'
import { client } from '../../../api/index.ts'
import { cssColour } from '../../../lib/format.ts'
import type { StackPlace } from '../../../lib/listed.ts'
import { usePhotos } from '../../../state/photos.ts'
import { t } from '../../../strings/index.ts'
import { TileBadges } from './tile-badges.tsx'
import styles from './tile.module.css'

interface TileProps {
  readonly photoId: number
  /** The first photo takes the keyboard while no other has it. */
  readonly isFirst: boolean
  readonly leftPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly colour: number
  readonly label: string
  /** Sums of `photoFlags`. */
  readonly flags: number
  /** The folder of the photo cannot be reached now. */
  readonly isAway: boolean
  /** Its file is gone from a folder that can be reached. */
  readonly isMissing: boolean
  /** The stack of near-duplicates that the photo is in. */
  readonly stack: StackPlace | undefined
}

/** Thumbnails that came in before: a tile that moves to another row while photos pour in must not fade in again. */
const seen = new Set<number>()

/** A photo of the grid. The grid hears its clicks and keys; the `data-` attributes say what was hit. */
export const Tile = memo(function Tile(props: TileProps) {
  const { photoId, isFirst, leftPx, widthPx, heightPx, colour, label, flags, isAway, isMissing, stack } =
    props
  const isStackFirst = stack?.firstId === photoId
  const isFavourite = (flags & photoFlags.favourite) !== 0
  const isChosen = usePhotos((state) => state.selection.chosen.has(photoId))
  const takesKeyboard = usePhotos(({ selection }) =>
    selection.activeId === null ? isFirst : selection.activeId === photoId,
  )
  // Marks exist only where they are seen: drawing them for every photo takes a third of the time of scrolling.
  const [isPointed, setPointed] = useState(false)
  const [wasThere] = useState(() => seen.has(photoId))

  const style = {
    insetInlineStart: leftPx,
    inlineSize: widthPx,
    blockSize: heightPx,
    '--colour': cssColour(colour),
    '--aspect': stack && widthPx / heightPx,
  }
  return (
    <div
      role="gridcell"
      className={styles.tile}
      style={style as CSSProperties}
      data-photo-id={photoId}
      data-stack={stack && (stack.isOpen ? 'open' : 'folded')}
      aria-expanded={isStackFirst ? stack.isOpen : undefined}
      tabIndex={takesKeyboard ? 0 : -1}
      aria-selected={isChosen}
      aria-label={label}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <img
        className={styles.picture}
        src={client.pictureUrl(photoId, 'thumbnail')}
        alt=""
        decoding={wasThere ? 'sync' : 'async'}
        draggable={false}
        data-there={wasThere ? 'before' : undefined}
        onLoad={(event) => fadeIn(event, photoId)}
        onError={tryAgain}
      />
      {(flags !== 0 || isAway || isMissing || isStackFirst) && (
        <TileBadges
          flags={flags}
          isAway={isAway}
          isMissing={isMissing}
          stack={isStackFirst ? stack : undefined}
        />
      )}
      {(isFavourite || isPointed) && (
        <span
          className={styles.heart}
          data-act="favourite"
          data-set={isFavourite}
          title={`${isFavourite ? t.marks.unfavourite : t.marks.favourite} (F)`}
          aria-hidden
        >
          <Heart size={15} fill={isFavourite ? 'currentColor' : 'none'} />
        </span>
      )}
      {(isChosen || isPointed) && (
        <span className={styles.chosen} data-act="toggle" aria-hidden>
          {isChosen && <Check size={12} strokeWidth={3} />}
        </span>
      )}
      {isPointed && (
        <span className={styles.similar} data-act="similar" title={`${t.grid.similar} (S)`} aria-hidden>
          <ScanSearch size={15} />
        </span>
      )}
    </div>
  )
})

/** Past React, because thumbnails arriving are nothing that it needs to know. */
function fadeIn({ currentTarget }: SyntheticEvent<HTMLImageElement>, photoId: number): void {
  currentTarget.dataset['there'] ??= ''
  seen.add(photoId)
}

const retryAfterMs = 2_500
const mostRetries = 3

/** A thumbnail asked for while the engine starts anew may come a little later. */
function tryAgain({ currentTarget: picture }: SyntheticEvent<HTMLImageElement>): void {
  const retries = Number(picture.dataset['retries'] ?? 0)
  if (retries >= mostRetries) return
  picture.dataset['retries'] = String(retries + 1)
  setTimeout(() => {
    if (picture.isConnected) picture.src = picture.getAttribute('src') ?? ''
  }, retryAfterMs)
}
