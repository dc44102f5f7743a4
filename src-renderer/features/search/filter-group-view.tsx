import { useId, useState } from 'react'
import { hasValue, withValueToggled } from '../../lib/search-filters.ts'
import { finished } from '../../lib/search-box.ts'
import { Button } from '../../parts/button.tsx'
import { changeBox } from '../../state/ask.ts'
import { usePhotos } from '../../state/photos.ts'
import { format, t } from '../../strings/index.ts'
import type { FilterChoice, FilterGroup } from './filter-groups.ts'
import styles from './filter-panel.module.css'

const fewChoices = 8

/** The values of one kind, those that photos have most first; each is on or off. */
export function FilterGroupView({ group }: { readonly group: FilterGroup }) {
  const { title, choices } = group
  const titleId = useId()
  const box = usePhotos((state) => state.query.box)
  const [isWhole, setWhole] = useState(false)
  const isOn = ({ key, value }: FilterChoice) => hasValue(box, key, value)
  // What is chosen is always seen.
  const shown = isWhole ? choices : choices.filter((choice, at) => at < fewChoices || isOn(choice))
  const more = choices.length - shown.length
  return (
    <section className={styles.group} role="group" aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      <div className={styles.values}>
        {shown.map((choice) => (
          <button
            key={choice.value}
            type="button"
            className={styles.value}
            aria-pressed={isOn(choice)}
            aria-label={t.filters.value(choice.label, choice.photos)}
            onClick={() => toggle(choice)}
          >
            <span className={styles.name}>{choice.label}</span>
            <span className={styles.count}>{format.count(choice.photos)}</span>
          </button>
        ))}
        {(more > 0 || isWhole) && choices.length > fewChoices && (
          <Button className={styles.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t.filters.fewer : t.filters.more(more)}
          </Button>
        )}
      </div>
    </section>
  )
}

function toggle({ key, value }: FilterChoice): void {
  changeBox(withValueToggled(finished(usePhotos.getState().query.box), key, value))
}
