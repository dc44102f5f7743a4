import { t } from '../../strings/index.ts'
import styles from './keys-dialog.module.css'

/** The language of the search box by examples. */
export function LanguageHelp() {
  return (
    <section className={styles.language} aria-labelledby="language-help">
      <h2 id="language-help">{t.language.title}</h2>
      <p>{t.language.intro}</p>
      <div className={styles.groups}>
        {t.language.groups.map(([title, examples]) => (
          <section key={title} className={styles.group}>
            <h3>{title}</h3>
            <dl className={styles.examples}>
              {examples.map(([typed, means]) => (
                <div key={typed}>
                  <dt>
                    <code dir="ltr">{typed}</code>
                  </dt>
                  <dd>{means}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </section>
  )
}
