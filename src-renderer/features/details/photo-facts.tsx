import type { PhotoDetails } from '../../../src-preload/contract/photos.ts'
import { format, t } from '../../strings/index.ts'
import styles from './details.module.css'

interface PhotoFactsProps {
  readonly details: PhotoDetails
  /** How well it matches the search on screen; null when browsing. */
  readonly score: number | null
}

/** Everything known of a photo, as a list of facts. */
export function PhotoFacts({ details, score }: PhotoFactsProps) {
  const { latitude, longitude } = details
  const isFromCamera = details.takenFrom === 'camera'
  const facts: readonly (readonly [label: string, value: string | null, note?: string])[] = [
    [
      isFromCamera ? t.details.taken : t.details.modified,
      format.moment(details.takenAtMs),
      isFromCamera ? '' : t.details.takenFromFile,
    ],
    [t.details.camera, details.camera],
    [t.details.lens, details.lens],
    [t.details.exposure, details.exposure],
    [t.details.place, latitude === null || longitude === null ? null : format.place(latitude, longitude)],
    [t.details.dimensions, details.width > 0 ? t.details.dimensionsOf(details.width, details.height) : null],
    [t.details.file, t.details.fileOf(details.format, format.bytes(details.sizeBytes))],
    [t.details.folder, details.folder],
    [t.details.score, score === null ? null : format.score(score), t.details.scoreHelp],
  ]

  return (
    <>
      <h2 className={styles.name}>{details.fileName}</h2>
      {!details.fileThere && <p className={styles.gone}>{t.details.gone(details.path)}</p>}
      <dl className={styles.facts}>
        {facts.map(
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
    </>
  )
}
