import { FolderOpen } from 'lucide-react'
import type { PhotoDetails, PhotoFile } from '../../../src-preload/contract/photos.ts'
import { Button } from '../../parts/button.tsx'
import { filterText } from '../../lib/fact-queries.ts'
import { act } from '../../state/photo-actions.ts'
import { format, t } from '../../strings/index.ts'
import styles from './details.module.css'
import { FactLink } from './fact-link.tsx'

/** The files of a photo: a JPEG with its RAW, a Live Photo with its video, a sidecar. */
export function PhotoFiles({ details }: { readonly details: PhotoDetails }) {
  const { files, folder, id, whereabouts } = details
  return (
    <section className={styles.files}>
      <h3>{t.details.files(files.length)}</h3>
      <ul>
        {files.map((file) => (
          <li key={file.path} title={file.path}>
            <span>{file.fileName}</span>
            <small>{noteOf(file, details.format)}</small>
          </li>
        ))}
      </ul>
      <p className={styles.folder}>
        <FactLink query={filterText('in', folder)}>{folder}</FactLink>
      </p>
      {whereabouts === 'there' && (
        <Button look="outlined" onClick={() => void act('reveal', [id])}>
          <FolderOpen size={14} aria-hidden />
          {t.actions.reveal}
        </Button>
      )}
    </section>
  )
}

function noteOf(file: PhotoFile, photoFormat: string): string {
  const role = file.role === 'main' ? photoFormat.toUpperCase() : t.details.fileRoles[file.role]
  const size = file.sizeBytes === null ? t.details.fileNotThere : format.bytes(file.sizeBytes)
  return `${role} · ${size}`
}
