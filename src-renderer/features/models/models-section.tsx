import { useEffect, useRef, useState } from 'react'
import { toPlainError } from '../../../src-preload/contract/errors.ts'
import { useHeldKeyboard } from '../../hooks/use-held-keyboard.ts'
import { activeModel } from '../../lib/model-rows.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { forgetNews, readModels, useModels } from '../../state/models.ts'
import { t } from '../../strings/index.ts'
import { ActiveModel } from './active-model.tsx'
import { AddModel } from './add-model.tsx'
import { KeptEmbeddings } from './kept-embeddings.tsx'
import { ModelRow } from './model-row.tsx'
import styles from './models.module.css'
import { networkNote } from './network-note.ts'
import { SwitchPanel } from './switch-panel.tsx'

const readAgainMs = 4_000

/** Which model answers, which others there are, and what is kept for each. */
export function ModelsSection() {
  const overview = useModels((state) => state.overview)
  const news = useModels((state) => state.news)
  const spoken = useModels((state) => state.spoken)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    forgetNews()
    const read = () =>
      readModels().then(
        () => setProblem(null),
        (error: unknown) => setProblem(toPlainError(error).message),
      )
    void read()
    // A folder may be put among the models, or a command may add one, meanwhile.
    const timer = setInterval(() => document.hidden || void read(), readAgainMs)
    return () => clearInterval(timer)
  }, [])

  const active = activeModel(overview)
  const page = useRef<HTMLDivElement>(null)
  const rest = useRef<HTMLHeadingElement>(null)
  useHeldKeyboard(page, rest)
  const next = overview?.models.find(({ role }) => role === 'next')
  const others = overview?.models.filter(({ role }) => role === null) ?? []
  return (
    <div ref={page} className={styles.page}>
      {/* Read out once when it changes; progress is not. */}
      <p role="status" className={styles.news}>
        {news}
      </p>
      <p role="status" className="visually-hidden">
        {spoken}
      </p>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {overview === null && problem === null && <Skeleton label={t.models.reading} />}
      {overview && active && <ActiveModel model={active} notFound={overview.notFound} />}
      {overview?.switch && (
        <SwitchPanel overview={overview} change={overview.switch} problem={next?.problem ?? null} />
      )}
      {overview && (
        <>
          <section aria-labelledby="models-others">
            <h3 ref={rest} id="models-others" tabIndex={-1}>
              {t.models.others}
            </h3>
            <p className={styles.intro}>{others.length > 0 ? t.models.othersNote : t.models.none}</p>
            <p className={styles.network}>{networkNote(overview)}</p>
            <ul className={styles.rows}>
              {others.map((model) => (
                <ModelRow key={model.id} model={model} />
              ))}
            </ul>
            <AddModel modelsFolder={overview.modelsFolder} />
          </section>
          <KeptEmbeddings models={overview.models} />
        </>
      )}
    </div>
  )
}
