import { create } from 'zustand'
import { toPlainError } from '../../src-preload/contract/errors.ts'
import type { ModelEntry, ModelOverview } from '../../src-preload/contract/models.ts'
import { client } from '../api/index.ts'
import { newsBetween } from '../lib/model-news.ts'
import type { ModelNews } from '../lib/model-news.ts'
import { withSteadyDownloads } from '../lib/steady-downloads.ts'
import { formerModelId } from '../lib/way-back.ts'
import { format, t } from '../strings/index.ts'
import { ask } from './ask.ts'
import { readInfo } from './library.ts'
import { say, sayError } from './notices.ts'
import { openSettings, useUi } from './ui.ts'

/** Under this name stand the trouble and the work of adding a model from a folder. */
export const importing = 'import'

export interface ModelsState {
  readonly overview: ModelOverview | null
  /** What is being asked of a model, by its id. */
  readonly busy: ReadonlyMap<string, 'using' | 'removing' | 'adding'>
  /** Why the last thing that was asked of a model could not be done, by its id: one sentence. */
  readonly refusals: ReadonlyMap<string, string>
  /** What was done last, for the page of models. */
  readonly news: string | null
  /** What a row of that page shows anyway: said once to those who hear the page. */
  readonly spoken: string | null
  /** The model that answered before photos were on their way to another. */
  readonly formerId: string | null
}

export const useModels = create<ModelsState>(() => ({
  overview: null,
  busy: new Map(),
  refusals: new Map(),
  news: null,
  spoken: null,
  formerId: null,
}))

export async function readModels(): Promise<void> {
  heardModels(await client.request('models.list', {}))
}

/** Takes what the engine tells, and says what a person would want to hear of. */
export function heardModels(heard: ModelOverview): void {
  const { overview: before, formerId } = useModels.getState()
  const overview = withSteadyDownloads(before, heard)
  useModels.setState({ overview, formerId: formerModelId(before, overview, formerId) })
  for (const news of newsBetween(before, overview)) tell(news)
  // What is told by itself counts embeddings less often.
  if (before?.switch && !overview.switch) void readModels().catch(() => {})
}

function tell(news: ModelNews): void {
  // Another model has other answers to the question on screen.
  if (news.kind === 'answers') void Promise.all([readInfo(), ask()]).catch(() => {})
  if (showsModels()) return useModels.setState({ spoken: sentenceOf(news) })
  // The engine's own notice tells of the one, the line at the foot of the other.
  if (news.kind === 'answers' || news.kind === 'preparing') return
  const action = { label: t.models.show, run: () => openSettings('models') }
  const level = news.kind === 'not-downloaded' ? 'error' : 'info'
  say({ id: `model-${news.name}`, level, message: sentenceOf(news), action })
}

function sentenceOf(news: ModelNews): string {
  if (news.kind === 'not-downloaded') return t.models.news.notDownloaded(news.name, news.problem)
  return t.models.news[news.kind](news.name)
}

export function showsModels(): boolean {
  const { dialog } = useUi.getState()
  return dialog?.kind === 'settings' && dialog.section === 'models'
}

export const getModel = ({ id }: ModelEntry) => act(id, () => client.request('models.get', { id }))
export const cancelModel = ({ id }: ModelEntry) => act(id, () => client.request('models.cancel', { id }))
export const switchTo = ({ id }: ModelEntry) => act(id, () => client.request('models.use', { id }), 'using')
export const switchNow = (id: string) => act(id, () => client.request('models.use-now', {}), 'using')

export async function removeModel({ id, name }: ModelEntry): Promise<void> {
  await act(
    id,
    async () => {
      const { freedBytes } = await client.request('models.remove', { id })
      useModels.setState({ news: t.models.removed(name, format.bytes(freedBytes)) })
    },
    'removing',
  )
}

export async function forgetEmbeddings({ id, name }: ModelEntry): Promise<void> {
  await act(id, async () => {
    const { photos } = await client.request('models.forget-embeddings', { id })
    useModels.setState({ news: t.embeddings.removed(name, photos) })
  })
}

export async function importModels(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await act(
      importing,
      async () => {
        const { id, name } = await client.request('models.import', { path })
        setRefusal(id, null)
        useModels.setState({ news: t.models.added(name) })
      },
      'adding',
    )
  }
}

/** Asks something of one model. A refusal stands with that model, the others are left alone. */
async function act(
  id: string,
  request: () => Promise<unknown>,
  work?: 'using' | 'removing' | 'adding',
): Promise<void> {
  const { busy } = useModels.getState()
  if (busy.has(id)) return
  setRefusal(id, null)
  if (work) useModels.setState({ busy: new Map(busy).set(id, work), news: null })
  try {
    await request()
    await readModels()
  } catch (error) {
    setRefusal(id, toPlainError(error).message)
    // The page of models was left meanwhile.
    if (!showsModels()) sayError(error)
  } finally {
    const left = new Map(useModels.getState().busy)
    left.delete(id)
    useModels.setState({ busy: left })
  }
}

function setRefusal(id: string, message: string | null): void {
  const refusals = new Map(useModels.getState().refusals)
  if (message === null) refusals.delete(id)
  else refusals.set(id, message)
  useModels.setState({ refusals })
}

/** The page of models begins without what was said before; a model that was refused keeps the reason in its row. */
export function forgetNews(): void {
  useModels.setState({ news: null, spoken: null })
  setRefusal(importing, null)
}
