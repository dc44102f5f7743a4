import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By their longest file. What is not named comes last. */
const order = ['faults', 'corpus', 'packaging', 'e2e', 'processes', 'contract', 'engine', 'unit', 'layers']

/** Long files first, so that none of them is left to run alone at the end. */
export class LongestProjectsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ project }: TestSpecification): number {
  const rank = order.indexOf(project.name)
  return rank < 0 ? order.length : rank
}
