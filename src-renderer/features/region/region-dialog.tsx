import { useEffect, useState } from 'react'
import { client } from '../../api/index.ts'
import type { Subject } from '../../lib/query-state.ts'
import { middle } from '../../lib/region.ts'
import { Button } from '../../parts/button.tsx'
import { Modal } from '../../parts/modal.tsx'
import { regionOf, searchRegion } from '../../state/region.ts'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { RegionArea } from './region-area.tsx'
import styles from './region.module.css'

interface RegionDialogProps {
  readonly subject: Subject
  readonly chipText: string | null
}

/** A picture on which the part that shall be searched for is drawn. */
export function RegionDialog({ subject, chipText }: RegionDialogProps) {
  const [before] = useState(() => (chipText === null ? null : regionOf(chipText)))
  const [region, setRegion] = useState(before ?? middle)
  const [isBroken, setBroken] = useState(false)
  const url = usePictureUrl(subject)
  const cannotShow = isBroken || url === null

  return (
    <Modal
      wide
      title={t.region.title}
      onClose={closeDialog}
      takesKeyboard={false}
      footer={
        <>
          {before && (
            <Button className={styles.whole} onClick={() => searchRegion(subject, chipText, null)}>
              {t.region.whole}
            </Button>
          )}
          <Button look="outlined" onClick={closeDialog}>
            {t.cancel}
          </Button>
          <Button
            look="primary"
            disabled={cannotShow}
            onClick={() => searchRegion(subject, chipText, region)}
          >
            {t.region.search}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{cannotShow ? t.region.unreadable : t.region.help}</p>
      {url && !isBroken && (
        <RegionArea
          url={url}
          region={region}
          onChange={setRegion}
          onBroken={() => setBroken(true)}
          onEnter={() => searchRegion(subject, chipText, region)}
        />
      )}
    </Modal>
  )
}

/** undefined: not there yet; null: no longer at hand. */
function usePictureUrl(subject: Subject): string | null | undefined {
  const pictureId = subject.kind === 'picture' ? subject.pictureId : null
  const [told, setTold] = useState<{ readonly pictureId: string; readonly url: string | null }>()
  useEffect(() => {
    if (pictureId === null) return undefined
    let isStale = false
    client
      .request('search.picture-large', { pictureId })
      .then(({ url }) => !isStale && setTold({ pictureId, url }))
      .catch(() => !isStale && setTold({ pictureId, url: null }))
    return () => {
      isStale = true
    }
  }, [pictureId])
  if (subject.kind === 'photo') return client.pictureUrl(subject.photoId, 'full')
  return told?.pictureId === pictureId ? told.url : undefined
}
