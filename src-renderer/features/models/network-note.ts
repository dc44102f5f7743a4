import type { ModelOverview } from '../../../src-preload/contract/models.ts'
import { t } from '../../strings/index.ts'

/** When Sightline goes online, and where to: said wherever a download is offered. */
export function networkNote(overview: ModelOverview | null): string {
  return t.models.network(overview?.downloadsFrom ?? null)
}
