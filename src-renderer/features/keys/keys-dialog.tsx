import { controlKey } from '../../lib/platform.ts'
import { Modal } from '../../parts/modal.tsx'
import { closeDialog } from '../../state/ui.ts'
import { t } from '../../strings/index.ts'
import { LanguageHelp } from './language-help.tsx'
import styles from './keys-dialog.module.css'

type Row = readonly [what: string, ...keys: readonly (readonly string[])[]]

const groups: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  [
    t.keys.groups.find,
    [
      [t.keys.find, ['/'], [controlKey, 'F']],
      [t.keys.filter, [controlKey, 'Shift', 'F']],
      [t.keys.similar, ['S']],
      [t.keys.part, ['P']],
      [t.keys.stack, ['D']],
      [t.keys.back, ['Esc']],
    ],
  ],
  [
    t.keys.groups.photos,
    [
      [t.keys.move, ['←', '↑', '→', '↓']],
      [t.keys.ends, ['Home'], ['End']],
      [t.keys.pages, ['PgUp'], ['PgDn']],
      [t.keys.preview, ['Space']],
      [t.keys.open, ['Enter']],
      [t.keys.details, ['I']],
      [t.keys.hide, ['Del']],
      [t.keys.all, [controlKey, 'A']],
      [t.keys.range, ['Shift'], [controlKey]],
      [t.keys.menu, ['Shift', 'F10']],
    ],
  ],
  [
    t.keys.groups.own,
    [
      [t.keys.favourite, ['F']],
      [t.keys.rate, ['1'], ['…'], ['5'], ['0']],
      [t.keys.tag, ['T']],
      [t.keys.collect, ['C']],
      [t.keys.undo, [controlKey, 'Z']],
      [t.keys.redo, [controlKey, 'Shift', 'Z']],
    ],
  ],
  [
    t.keys.groups.viewer,
    [
      [t.keys.neighbours, ['←'], ['→']],
      [t.keys.zoom, ['+'], ['-'], ['Z']],
      [t.keys.details, ['I']],
    ],
  ],
  [
    t.keys.groups.window,
    [
      [t.keys.sidebar, [controlKey, 'B']],
      [t.keys.settings, [controlKey, ',']],
      [t.keys.help, ['?']],
    ],
  ],
]

export function KeysDialog() {
  return (
    <Modal wide title={t.keys.title} onClose={closeDialog}>
      <div className={styles.groups}>
        {groups.map(([title, rows]) => (
          <section key={title} className={styles.group}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([what, ...ways]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    {ways.map((keys) => (
                      <span key={keys.join('+')} className={styles.way}>
                        {keys.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <LanguageHelp />
    </Modal>
  )
}
