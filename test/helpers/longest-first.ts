import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By their longest file. What is not named comes last. */
const order = ['faults', 'corpus', 'packaging', 'e2e', 'processes', 'contract', 'engine', 'unit', 'layers']

/** Long files first, so that none of them is left to run alone at the end. */
export class LongestProjectsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification) => (order.indexOf(project.name) + 100) % 100
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
