import { chooseTheme, themes, useTheme } from '../../state/theme.ts'
import { t } from '../../strings/index.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** Light or dark. The viewer is dark either way: photos are seen best so. */
export function AppearanceSection() {
  const chosen = useTheme(({ theme }) => theme)
  return (
    <Setting title={t.settings.appearance}>
      <div role="radiogroup" aria-label={t.settings.appearance} className={styles.choices}>
        {themes.map((theme) => (
          <label key={theme}>
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={theme === chosen}
              onChange={() => chooseTheme(theme)}
            />
            <span>{t.settings.themes[theme]}</span>
          </label>
        ))}
      </div>
      <p className={styles.note}>{t.settings.appearanceNote}</p>
    </Setting>
  )
}
