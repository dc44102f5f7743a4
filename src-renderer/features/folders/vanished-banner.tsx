import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Root } from '../../../src-preload/contract/library.ts'
import { Button } from '../../parts/button.tsx'
import { focusGrid } from '../../state/focus.ts'
import { confirmVanished } from '../../state/folders.ts'
import { useLibrary } from '../../state/library.ts'
import { t } from '../../strings/index.ts'
import styles from './vanished-banner.module.css'

/** Asks for each folder of which many photos went at once. */
export function VanishedBanner() {
  const roots = useLibrary((state) => state.roots)
  return roots?.map((root) => root.vanished && <Question key={root.id} root={root} />)
}

function Question({ root }: { readonly root: Root }) {
  const [isSending, setSending] = useState(false)
  const answer = async (gone: boolean) => {
    setSending(true)
    await confirmVanished(root, gone)
    setSending(false)
    // The question goes with its buttons.
    focusGrid(false)
  }
  const { files = 0, of = 0 } = root.vanished ?? {}
  return (
    <section className={styles.banner} aria-label={t.vanished.title(files, of, root.name)}>
      <TriangleAlert size={16} aria-hidden />
      <div className={styles.text} role="status">
        <strong>{t.vanished.title(files, of, root.name)}</strong> {t.vanished.text}
      </div>
      <div className={styles.choices}>
        <div>
          <Button look="outlined" isBusy={isSending} onClick={() => void answer(false)}>
            {t.vanished.keep}
          </Button>
          <p>{t.vanished.keepNote}</p>
        </div>
        <div>
          <Button look="outlined" isBusy={isSending} onClick={() => void answer(true)}>
            {t.vanished.mark}
          </Button>
          <p>{t.vanished.markNote}</p>
        </div>
      </div>
    </section>
  )
}
