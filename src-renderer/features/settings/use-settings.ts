import { useEffect, useState } from 'react'
import type { Settings } from '../../../src-preload/contract/app.ts'
import { client } from '../../api/index.ts'
import { readInfo } from '../../state/library.ts'
import { sayError } from '../../state/notices.ts'

/** Changes settings; what the engine made of them is shown. */
export type SetSettings = (change: Partial<Settings>) => Promise<void>

export function useSettings(): { readonly settings: Settings | null; readonly set: SetSettings } {
  const [settings, setSettings] = useState<Settings | null>(null)

  useEffect(() => {
    client.request('settings.get', {}).then(setSettings).catch(sayError)
  }, [])

  const set: SetSettings = async (change) => {
    const before = settings
    // On screen at once, and back again when it was refused.
    setSettings((now) => (now ? { ...now, ...change } : now))
    try {
      setSettings(await client.request('settings.set', change))
      await readInfo()
    } catch (error) {
      setSettings(before)
      sayError(error)
    }
  }
  return { settings, set }
}
