import type { Database } from 'better-sqlite3'

/** Small JSON values by name. Readers parse what they get: the file may have been edited by hand. */
export interface SettingRows {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

export function settingRows(db: Database): SettingRows {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const set = db.prepare<[string, string]>(
    `INSERT INTO settings (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value`,
  )
  return {
    get: (key) => {
      const text = get.get(key) as string | undefined
      if (text === undefined) return undefined
      try {
        return JSON.parse(text) as unknown
      } catch {
        return undefined
      }
    },
    set: (key, value) => void set.run(key, JSON.stringify(value)),
  }
}
