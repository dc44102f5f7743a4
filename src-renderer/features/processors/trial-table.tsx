import type { ProviderTrial } from '../../../src-preload/contract/models.ts'
import { t } from '../../strings/index.ts'
import styles from './processors.module.css'

const { columns, verdicts, names } = t.processor

/** What came of trying each processor against the CPU. */
export function TrialTable({ trials }: { readonly trials: readonly ProviderTrial[] }) {
  return (
    <table className={styles.trials} aria-label={t.processor.tried}>
      <thead>
        <tr>
          <th scope="col">{columns.processor}</th>
          <th scope="col">{columns.verdict}</th>
          <th scope="col">{columns.speed}</th>
          <th scope="col">{columns.agreement}</th>
        </tr>
      </thead>
      {trials.map((trial) => (
        <tbody key={trial.provider} data-verdict={trial.verdict}>
          <tr>
            <th scope="row">{names[trial.provider]}</th>
            <td>{verdicts[trial.verdict]}</td>
            <td>{trial.imagesPerSecond !== null && t.processor.speed(trial.imagesPerSecond)}</td>
            <td>{trial.leastCosine !== null && t.processor.agreement(trial.leastCosine)}</td>
          </tr>
          {trial.reason !== null && (
            <tr>
              <td colSpan={4} className={styles.reason}>
                {trial.reason}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  )
}
