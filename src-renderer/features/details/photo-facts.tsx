import type { PhotoDetails } from '../../../src-preload/contract/photos.ts'
import { format, t } from '../../strings/index.ts'
import { OwnMarks } from '../own/own-marks.tsx'
import styles from './details.module.css'
import { PhotoFiles } from './photo-files.tsx'

interface PhotoFactsProps {
  /** The photo that is meant: `details` may for a moment still be those of the one before. */
  readonly photoId: number
  readonly details: PhotoDetails
  /** How well it matches the search on screen; null when browsing. */
  readonly score: number | null
}

type Fact = readonly [label: string, value: string | null, note?: string]

/** Everything known of a photo: where it is, what the person gave it, its facts and its files. */
export function PhotoFacts({ photoId, details, score }: PhotoFactsProps) {
  return (
    <>
      <h2 className={styles.name}>{details.title ?? details.fileName}</h2>
      {details.title !== null && <p className={styles.fileName}>{details.fileName}</p>}
      <Whereabouts details={details} />
      <OwnMarks photoId={photoId} details={details} />
      <dl className={styles.facts}>
        {factsOf(details, score).map(
          ([label, value, note]) =>
            value !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  {value}
                  {note && <small>{note}</small>}
                </dd>
              </div>
            ),
        )}
      </dl>
      <PhotoFiles details={details} />
    </>
  )
}

function Whereabouts({ details }: { readonly details: PhotoDetails }) {
  const { whereabouts, folder, path } = details
  if (whereabouts === 'there') return null
  const text = whereabouts === 'away' ? t.details.away(folder, path) : t.details.missing(path)
  return <p className={styles.gone}>{text}</p>
}

function factsOf(details: PhotoDetails, score: number | null): readonly Fact[] {
  const { latitude, longitude, takenOffsetMinutes, keywords } = details
  const zone = takenOffsetMinutes === null ? '' : ` ${format.zone(takenOffsetMinutes)}`
  return [
    [t.details.caption, details.caption],
    [t.details.taken, format.moment(details.takenAtMs) + zone, t.details.takenFrom[details.takenFrom]],
    [t.details.camera, details.camera],
    [t.details.lens, details.lens],
    [t.details.exposure, details.exposure],
    [t.details.place, latitude === null || longitude === null ? null : format.place(latitude, longitude)],
    [t.details.dimensions, details.width > 0 ? t.details.dimensionsOf(details.width, details.height) : null],
    [t.details.keywords, keywords.length > 0 ? format.list(keywords) : null],
    [t.details.score, score === null ? null : format.score(score), t.details.scoreHelp],
  ]
}
