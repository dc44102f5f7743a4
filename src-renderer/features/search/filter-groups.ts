import type { FilterKey, IsValue } from '../../../src-preload/contract/language/index.ts'
import { isValues } from '../../../src-preload/contract/language/index.ts'
import type { Facet, SearchFacets } from '../../../src-preload/contract/search.ts'
import { t } from '../../strings/index.ts'

export interface FilterChoice {
  readonly key: FilterKey
  /** As it stands behind the filter's colon. */
  readonly value: string
  readonly label: string
  readonly photos: number
}

export interface FilterGroup {
  readonly title: string
  readonly choices: readonly FilterChoice[]
}

/** What there is to filter by, without what no photo has. */
export function groupsOf(facets: SearchFacets): readonly FilterGroup[] {
  const places = group(t.filters.places, 'place', facets.places)
  const gps = { key: 'has', value: 'gps', label: t.filters.gps, photos: facets.withGps } as const
  const all: readonly FilterGroup[] = [
    group(t.filters.years, 'on', facets.years),
    { title: t.filters.ratings, choices: ratings(facets.ratings) },
    group(t.filters.is, 'is', facets.is, (value) => (isIsValue(value) ? t.parts.is(value) : value)),
    group(t.filters.types, 'type', facets.types, (value) => value.toUpperCase()),
    group(t.filters.tags, 'tag', facets.tags),
    { ...places, choices: [...places.choices, gps] },
    group(t.filters.cameras, 'camera', facets.cameras),
    group(t.filters.lenses, 'lens', facets.lenses),
  ]
  return all
    .map(({ title, choices }) => ({ title, choices: choices.filter(({ photos }) => photos > 0) }))
    .filter(({ choices }) => choices.length > 0)
}

function group(
  title: string,
  key: FilterKey,
  values: readonly Facet[],
  label = (value: string) => value,
): FilterGroup {
  return {
    title,
    choices: values.map(({ value, photos }) => ({ key, value, label: label(value), photos })),
  }
}

/** “4 stars or more”, each with all photos that it lets through; nothing while no photo is rated. */
function ratings(facets: readonly Facet[]): FilterChoice[] {
  const rated = facets.map(({ value, photos }) => ({ stars: Number(value), photos }))
  if (!rated.some(({ stars, photos }) => stars > 0 && photos > 0)) return []
  const choice = (stars: number): FilterChoice => ({
    key: 'rating',
    value: stars === 0 || stars === 5 ? `${stars}` : `>=${stars}`,
    label: t.filters.rating(stars),
    photos: rated
      .filter((one) => (stars === 0 ? one.stars === 0 : one.stars >= stars))
      .reduce((sum, { photos }) => sum + photos, 0),
  })
  return [5, 4, 3, 2, 1, 0].map(choice)
}

const isIsValue = (value: string): value is IsValue => (isValues as readonly string[]).includes(value)
