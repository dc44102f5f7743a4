export interface EngineOptions {
  /**
   * `indexer`: the one engine of its data folder that scans, watches and indexes.
   * `reader`: beside it or alone; searches and reports, changes nothing but hidden photos.
   */
  readonly role: 'indexer' | 'reader'
  /** Follow changes on disk as they happen. */
  readonly watch: boolean
  /** Scan and index without being asked: at the start and when a folder is added. */
  readonly autoIndex: boolean
}
