import { useEffect } from 'react'
import type { Settings } from '../../../src-preload/contract/app.ts'
import type { ProviderName, ProviderReport } from '../../../src-preload/contract/models.ts'
import { Button } from '../../parts/button.tsx'
import { measureProcessors, readProcessors, useProcessors, watchProcessors } from '../../state/processors.ts'
import { useModels } from '../../state/models.ts'
import { format, t } from '../../strings/index.ts'
import settingStyles from '../settings/setting.module.css'
import type { SetSettings } from '../settings/use-settings.ts'
import styles from './processors.module.css'
import { TrialTable } from './trial-table.tsx'

interface ProcessorSettingProps {
  readonly settings: Settings
  readonly onSet: SetSettings
}

/** Which processor reads photos, why that one, and the person's own choice. */
export function ProcessorSetting({ settings, onSet }: ProcessorSettingProps) {
  const { report, isAsked, problem, unread } = useProcessors()
  const isMeasuring = isAsked || report?.isMeasuring === true
  useEffect(watchProcessors, [])

  const choose = async (value: string) => {
    const provider = value as Settings['provider']
    await onSet({ provider })
    await readProcessors()
  }
  return (
    <>
      <select
        className={settingStyles.select}
        aria-label={t.processor.choice}
        value={settings.provider}
        onChange={({ target }) => void choose(target.value)}
      >
        <option value="auto">{t.processor.automatic}</option>
        {choicesOf(report, settings.provider).map((name) => (
          <option key={name} value={name}>
            {t.processor.names[name]}
          </option>
        ))}
      </select>
      {report && (
        <>
          <p className={styles.inUse}>{t.processor.inUse(t.processor.names[report.inUse])}</p>
          {report.tried.length > 0 && (
            <>
              <TrialTable trials={report.tried} />
              <p className={settingStyles.note}>{t.processor.agreementNote}</p>
            </>
          )}
          <p className={settingStyles.note}>
            <WhenMeasured report={report} />
          </p>
        </>
      )}
      <div className={styles.measure}>
        <Button look="outlined" isBusy={isMeasuring} onClick={() => void measureProcessors()}>
          {isMeasuring
            ? t.processor.measuring
            : (report?.provedAtMs ?? null) === null
              ? t.processor.measure
              : t.processor.measureAgain}
        </Button>
        <p role="status" className={settingStyles.note}>
          {isMeasuring && t.processor.measuringNote}
        </p>
      </div>
      {(problem ?? unread) !== null && (
        <p className={settingStyles.failed} role="alert">
          {problem ?? unread}
        </p>
      )}
    </>
  )
}

function WhenMeasured({ report }: { readonly report: ProviderReport }) {
  const models = useModels((state) => state.overview?.models)
  const name = models?.find(({ id }) => id === report.modelId)?.name ?? report.modelId
  if (report.provedAtMs === null) return t.processor.notMeasured
  return t.processor.measured(format.localMoment(report.provedAtMs), name)
}

/** The CPU, what this machine has or may have besides, and what was chosen even if it has gone since. */
function choicesOf(report: ProviderReport | null, wanted: Settings['provider']): readonly ProviderName[] {
  const missing = report?.tried.filter(({ verdict }) => verdict === 'not-here') ?? []
  const here = (report?.possible ?? []).filter((name) => !missing.some(({ provider }) => provider === name))
  return [...new Set<ProviderName>(['cpu', ...here, ...(wanted === 'auto' ? [] : [wanted])])]
}
