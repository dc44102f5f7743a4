/**
 * The ids of photos that may be shown, in memory: a search asks for each candidate. Whoever changes rows says so, that
 * what was ranked before is not shown again (`facts/facts.ts` follows the rows themselves).
 */
export interface FindableSet {
  readonly size: number
  readonly revision: number
  /** How many of them are also what `is` says. */
  count(is: (photoId: number) => boolean): number
  has(photoId: number): boolean
  add(photoId: number): void
  invalidate(): void
}
