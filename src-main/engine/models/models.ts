import type { ModelEntry, ModelOverview } from '../../../src-preload/contract/index.ts'

/** The models of this machine and of the catalog of offered ones, and which of them answers. */
export interface Models {
  overview(): ModelOverview
  /**
   * Downloads an offered model; a second call joins the first. Rejects with CodedError `not-found`, `download-failed`,
   * `disk-full`, or the signal's reason.
   */
  get(id: string, signal?: AbortSignal): Promise<ModelEntry>
  /** Stops its download; what has arrived is kept. */
  cancel(id: string): void
  /** Tries a model's folder and copies it into the data folder. Rejects with CodedError `model-refused` or `disk-full`. */
  import(path: string, signal?: AbortSignal): Promise<ModelEntry>
  /**
   * Tries the model and, if it can be used, begins to read the photos for it. Settles once it has begun, or once the
   * model answers where nothing has to be read. Rejects with `model-refused`, or the signal's reason: the present model
   * stays.
   */
  use(id: string, signal?: AbortSignal): Promise<void>
  /** The next model answers from now on. Rejects with `not-found` when none is on its way. */
  useNow(): Promise<void>
  /** Rejects with `model-in-use` or `not-found`. */
  remove(id: string): Promise<{ freedBytes: number }>
  forgetEmbeddings(id: string): Promise<{ photos: number }>
  /** Settles when no photos are on their way to another model, or nothing can go on for now. */
  whenSwitched(signal?: AbortSignal): Promise<void>
}
