import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { t } from '../../strings/index.ts'
import styles from './licences-setting.module.css'

type Notices = { readonly text: string } | 'loading' | 'failed' | null

/** Whose work Sightline is made with, and under which licences; long, so it is loaded when it is asked for. */
export function LicencesSetting() {
  const [notices, setNotices] = useState<Notices>(null)
  const show = async () => {
    setNotices('loading')
    try {
      const { default: text } = await import('../../../resources/NOTICES.txt?raw')
      setNotices({ text })
    } catch {
      setNotices('failed')
    }
  }
  if (notices !== null && typeof notices === 'object') {
    return (
      // It scrolls, so the keyboard has to get to it.
      <pre className={styles.notices} tabIndex={0} role="region" aria-label={t.settings.licences}>
        {notices.text}
      </pre>
    )
  }
  return (
    <div className={styles.line}>
      <p>{t.settings.licencesText}</p>
      <Button look="outlined" isBusy={notices === 'loading'} onClick={() => void show()}>
        {t.settings.showLicences}
      </Button>
      {notices === 'failed' && <p role="alert">{t.settings.licencesFailed}</p>}
    </div>
  )
}
