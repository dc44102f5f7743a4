import { badCases, unknownCases } from './cases/bad-cases.ts'
import type { Case } from './cases/case.ts'
import { hostCases } from './cases/host-cases.ts'
import { indexingCases } from './cases/indexing-cases.ts'
import { lastCases } from './cases/last-cases.ts'
import { modelCases } from './cases/model-cases.ts'
import { ownCases } from './cases/own-cases.ts'
import { photoCases } from './cases/photo-cases.ts'
import { rootCases } from './cases/root-cases.ts'
import { searchCases } from './cases/search-cases.ts'
import { searchesCases } from './cases/searches-cases.ts'

export { badCases, unknownCases, type Case }

/** Good arguments, in an order that leaves the library as it was until the last ones. */
export const goodCases: readonly Case[] = [
  ...rootCases,
  ...photoCases,
  ...ownCases,
  ...searchCases,
  ...searchesCases,
  ...modelCases,
  ...indexingCases,
  ...hostCases,
  ...lastCases,
]
