import { X } from 'lucide-react'
import { localNowMs, parseQuery } from '../../../../src-preload/contract/language/index.ts'
import type { ModelInfo } from '../../../../src-preload/contract/app.ts'
import { knownPart } from '../../../lib/format.ts'
import type { Listing } from '../../../lib/query-state.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { useLibrary } from '../../../state/library.ts'
import { dismissHint, openSettings, useUi } from '../../../state/ui.ts'
import { t } from '../../../strings/index.ts'
import styles from './photos-page.module.css'

const starterId = 'starter'

/** What the model could not do for these results; else, until dismissed, what can be expected of it. */
export function ModelLine({ listing }: { readonly listing: Listing }) {
  const model = useLibrary((state) => state.info?.model)
  const hintDismissed = useUi((state) => state.hintDismissed)
  const { query } = listing.question.kind === 'search' ? listing.question : { query: null }

  if (query?.kind === 'words' && listing.unknownWords.length > 0) {
    const known = wordsIn(query.text).map((words) => knownPart(words, listing.unknownWords))
    const rest = known.filter((words) => words !== '').join(' + ')
    return (
      <div className={styles.hint} data-kind="unknown">
        <p>{t.model.unknown(modelName(model), listing.unknownWords, rest)}</p>
      </div>
    )
  }
  if (hintDismissed || model?.id !== starterId || query?.kind !== 'words' || wordsIn(query.text).length === 0)
    return null
  return (
    <div className={styles.hint}>
      <p>{t.model.starterHint}</p>
      <Button onClick={() => openSettings('models')}>{t.openSettings}</Button>
      <IconButton label={t.dismiss} onClick={dismissHint}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

/** The model as a sentence begins with it. */
export function modelName(model: ModelInfo | undefined): string {
  if (!model) return t.model.fallbackName
  return model.id === starterId ? t.model.starterName : model.name
}

/** What is looked for by words, without filters and what is left out. */
function wordsIn(text: string): readonly string[] {
  const parsed = parseQuery(text, localNowMs())
  const parts = parsed.kind === 'query' ? parsed.parts : []
  return parts.flatMap((part) => (part.kind === 'words' && !part.isExcluded ? [part.text] : []))
}
