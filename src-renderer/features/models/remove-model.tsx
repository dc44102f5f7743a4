import type { ModelEntry } from '../../../src-preload/contract/models.ts'
import { roomOf } from '../../lib/model-rows.ts'
import { removeModel } from '../../state/models.ts'
import { format, t } from '../../strings/index.ts'
import { AskFirst } from './ask-first.tsx'

interface RemoveModelProps {
  readonly model: ModelEntry
  readonly onClose: () => void
}

/** Says what is deleted and how much room comes back. */
export function RemoveModel({ model, onClose }: RemoveModelProps) {
  const { name, sizeBytes, embeddings } = model
  const files = sizeBytes === null ? null : format.bytes(sizeBytes)
  return (
    <AskFirst
      title={t.models.removeTitle(name)}
      button={t.models.removeButton}
      onAgree={() => void removeModel(model)}
      onClose={onClose}
    >
      <p>{t.models.removeText(files, embeddings.photos)}</p>
      <p>{t.models.removeRoom(format.bytes(roomOf(model)))}</p>
      <p>{t.models.removeAgain}</p>
    </AskFirst>
  )
}
