import { CircleAlert, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RequestName } from '../../../src-preload/contract/requests.ts'
import { client } from '../../api/index.ts'
import { Button } from '../../parts/button.tsx'
import { classes } from '../../parts/classes.ts'
import { useLibrary } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'
import { t } from '../../strings/index.ts'
import styles from './engine-banner.module.css'

/** A line under the search bar while the engine, or the way to it, is not well. */
export function EngineBanner() {
  const engine = useLibrary((state) => state.engine)
  const connection = useLibrary((state) => state.connection)

  if (connection === 'lost') return <Line>{t.connection.lost}</Line>
  if (connection === 'refused') return <Line isBad>{t.connection.refused}</Line>
  if (engine.kind === 'restarting') return <Line>{engine.message || t.engine.restarting}</Line>
  if (engine.kind !== 'failed') return null
  return (
    <Line isBad>
      {engine.message}
      <span className={styles.actions}>
        <Button look="outlined" onClick={() => run('host.open-data-folder')}>
          {t.engine.openDataFolder}
        </Button>
        <Button look="outlined" onClick={() => run('host.restart-engine')}>
          {t.engine.restart}
        </Button>
      </span>
    </Line>
  )
}

function Line({ isBad = false, children }: { readonly isBad?: boolean; readonly children: ReactNode }) {
  const Icon = isBad ? CircleAlert : RefreshCw
  return (
    <div className={classes(styles.banner, isBad && styles.bad)} role={isBad ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      {children}
    </div>
  )
}

function run(name: Extract<RequestName, 'host.open-data-folder' | 'host.restart-engine'>): void {
  void client.request(name, {}).catch(sayError)
}
