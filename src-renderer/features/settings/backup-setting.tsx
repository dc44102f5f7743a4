import { useState } from 'react'
import type { Answer } from '../../../src-preload/contract/requests.ts'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { useLibrary } from '../../state/library.ts'
import { format, t } from '../../strings/index.ts'
import styles from './setting.module.css'

type State =
  | { readonly kind: 'idle' | 'making' }
  | { readonly kind: 'done'; readonly backup: Answer<'library.backup'> }
  | { readonly kind: 'failed'; readonly message: string }

/** Copies the catalog aside, and says how to go back to the copy. */
export function BackupSetting() {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const isReady = useLibrary(({ engine }) => engine.kind === 'ready')
  const dataDir = useLibrary(({ info }) => info?.dataDir)
  const isMaking = state.kind === 'making'

  const make = async () => {
    setState({ kind: 'making' })
    try {
      setState({ kind: 'done', backup: await client.request('library.backup', {}) })
    } catch (error) {
      setState({ kind: 'failed', message: toPlainError(error).message })
    }
  }

  return (
    <>
      <div className={styles.folder}>
        <p>{t.backup.note}</p>
        <Button look="outlined" disabled={!isReady} isBusy={isMaking} onClick={() => void make()}>
          {isMaking ? t.backup.making : t.backup.make}
        </Button>
      </div>
      <div role="status" className={styles.backup}>
        {state.kind === 'done' && (
          <>
            <p>{t.backup.done(format.bytes(state.backup.sizeBytes))}</p>
            <code>{state.backup.path}</code>
            <p>{t.backup.restore}</p>
            <code>{restoreCommand(state.backup.path, dataDir)}</code>
          </>
        )}
      </div>
      {state.kind === 'failed' && (
        <p className={styles.failed} role="alert">
          {state.message}
        </p>
      )}
    </>
  )
}

/** Names the data folder: without it, the copy would go into the standard one. */
function restoreCommand(path: string, dataDir: string | undefined): string {
  return `sightline restore ${quoted(path)}${dataDir === undefined ? '' : ` --data ${quoted(dataDir)}`}`
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./\\:-]+$/u.test(path) ? path : `"${path}"`
}
