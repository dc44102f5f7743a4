import { ExternalLink } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import { client } from '../../api/index.ts'
import { useLibrary } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { format, t } from '../../strings/index.ts'
import styles from './models.module.css'

/** The licence of a model whose model.json names none: its address leads nowhere of its own. */
const notStated = 'not stated'

interface ModelFactsProps {
  readonly model: ModelEntry
  /** Left out where a button says it. */
  readonly withSize?: boolean
}

/** What it is, in small: languages, size, licence. */
export function ModelFacts({ model, withSize = true }: ModelFactsProps) {
  const { languages, sizeBytes, licence } = model
  const hasBrowser = useLibrary((state) => state.host?.kind === 'web')

  // The desktop app's window opens nothing by itself: the system's browser does.
  const open = (event: MouseEvent) => {
    if (hasBrowser) return
    event.preventDefault()
    client.request('models.open-licence', { id: model.id }).catch(sayError)
  }
  return (
    <ul className={styles.facts}>
      {languages.length > 0 && (
        <li title={format.allOf(format.languages(languages))}>{t.models.languages(languages)}</li>
      )}
      {withSize && sizeBytes !== null && <li>{format.bytes(sizeBytes)}</li>}
      {licence.name === notStated ? (
        <li>{t.models.licence(licence.name)}</li>
      ) : (
        <li>
          <a
            href={licence.url}
            target="_blank"
            rel="noreferrer"
            aria-label={t.models.licenceLink(licence.name)}
            onClick={open}
          >
            {t.models.licence(licence.name)}
            <ExternalLink size={12} aria-hidden />
          </a>
        </li>
      )}
    </ul>
  )
}
