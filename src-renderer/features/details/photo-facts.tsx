import type { ReactNode } from 'react'
import type { FilterKey } from '../../../src-preload/contract/language/index.ts'
import type { PhotoDetails, PhotoPlace } from '../../../src-preload/contract/photos.ts'
import { usePhotoPlace } from '../../hooks/use-photo-place.ts'
import { dayText, filterText, monthText, nearText } from '../../lib/fact-queries.ts'
import { format, t } from '../../strings/index.ts'
import { OwnMarks } from '../own/own-marks.tsx'
import styles from './details.module.css'
import { FactLink } from './fact-link.tsx'
import { PhotoFiles } from './photo-files.tsx'

interface PhotoFactsProps {
  /** The photo that is meant: `details` may for a moment still be those of the one before. */
  readonly photoId: number
  readonly details: PhotoDetails
  /** How well it matches the search on screen; null when browsing. */
  readonly score: number | null
}

type Fact = readonly [label: string, value: ReactNode, note?: ReactNode]

/** Everything known of a photo: where it is, what the person gave it, its facts and its files. */
export function PhotoFacts({ photoId, details, score }: PhotoFactsProps) {
  const place = usePhotoPlace(details)
  return (
    <>
      <h2 className={styles.name}>{details.title ?? details.fileName}</h2>
      {details.title !== null && <p className={styles.fileName}>{details.fileName}</p>}
      <Whereabouts details={details} />
      <OwnMarks photoId={photoId} details={details} />
      <dl className={styles.facts}>
        {factsOf(details, place, score).map(
          ([label, value, note]) =>
            value !== null &&
            value !== false && (
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

function factsOf(
  details: PhotoDetails,
  place: PhotoPlace | null | undefined,
  score: number | null,
): readonly Fact[] {
  const { takenAtMs, keywords, camera, lens } = details
  return [
    [t.details.caption, details.caption],
    [
      t.details.taken,
      <Taken key="taken" details={details} />,
      <>
        {t.details.takenFrom[details.takenFrom]}
        <FactLink query={monthText(takenAtMs)}>{t.photoSearch.month(format.month(takenAtMs))}</FactLink>
      </>,
    ],
    [t.details.camera, camera && linked('camera', camera)],
    [t.details.lens, lens && linked('lens', lens)],
    [t.details.exposure, details.exposure],
    placeFact(details, place),
    [t.details.dimensions, details.width > 0 ? t.details.dimensionsOf(details.width, details.height) : null],
    [t.details.keywords, keywords.length > 0 && <Keywords key="keywords" keywords={keywords} />],
    [t.details.score, score === null ? null : format.score(score), t.details.scoreHelp],
  ]
}

/** The place above its coordinates, which leave a line for it until it is told. */
function placeFact({ latitude, longitude }: PhotoDetails, place: PhotoPlace | null | undefined): Fact {
  if (latitude === null || longitude === null) return [t.details.place, null]
  const spot = <FactLink query={nearText(latitude, longitude)}>{format.place(latitude, longitude)}</FactLink>
  if (place === null) return [t.details.place, spot]
  if (!place) return [t.details.place, '\u{a0}', spot]
  const name = t.details.placeOf[place.kind](place.text)
  return [t.details.place, linked('place', place.text, name), spot]
}

function linked(key: FilterKey, value: string, label = value): ReactNode {
  return <FactLink query={filterText(key, value)}>{label}</FactLink>
}

/** The day, which leads to its photos, and what else is known of the moment. */
function Taken({ details }: { readonly details: PhotoDetails }) {
  const { takenAtMs, takenOffsetMinutes } = details
  const zone = takenOffsetMinutes === null ? '' : ` ${format.zone(takenOffsetMinutes)}`
  return (
    <>
      <FactLink query={dayText(takenAtMs)}>{format.moment(takenAtMs)}</FactLink>
      {zone}
    </>
  )
}

function Keywords({ keywords }: { readonly keywords: readonly string[] }) {
  return (
    <ul className={styles.keywords}>
      {keywords.map((keyword) => (
        <li key={keyword}>{linked('tag', keyword)}</li>
      ))}
    </ul>
  )
}
