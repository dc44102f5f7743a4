import { plainText } from '../catalog/restore/plain-text.ts'
import { hasKnownSchema, type SchemaDifferences, type SchemaObject } from '../catalog/schema/known-schema.ts'
import type { Rooms } from '../rooms.ts'
import { wrong, type Finding } from './finding.ts'

const mostNamed = 10

/** Whether the catalog acts on its rows as Sightline has it, and in no other way. Nothing is said where it does. */
export function checkSchema({ catalog, writable }: Rooms, repair: boolean): Finding[] {
  const found = said(catalog.schema.differences())
  if (found === null) return []
  if (!repair) return [wrong('catalog', `${found}; run sightline doctor --repair.`)]
  writable()
  const failure = tried(() => catalog.schema.mend())
  const left = said(catalog.schema.differences())
  if (left === null) return [wrong('catalog', `${found}; that was put in order.`, true)]
  const why = failure === null ? '' : ` (${failure})`
  return [
    wrong(
      'catalog',
      `${left}${why}; sightline backup FILE and then sightline restore FILE builds the catalog anew from its rows.`,
    ),
  ]
}

function said(differences: SchemaDifferences): string | null {
  if (hasKnownSchema(differences)) return null
  const { foreign, changed, missing } = differences
  const parts = [
    ...part('has what no Sightline makes', foreign),
    ...part('has what Sightline makes otherwise', changed),
    ...part('lacks', missing),
  ]
  return `The catalog ${parts.join(' and ')}`
}

function part(what: string, objects: readonly SchemaObject[]): string[] {
  if (objects.length === 0) return []
  const names = objects.slice(0, mostNamed).map(({ type, name }) => `${plainText(type)} ${plainText(name)}`)
  const more = objects.length > mostNamed ? [`${objects.length - mostNamed} more`] : []
  return [`${what} (${[...names, ...more].join(', ')})`]
}

function tried(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
