import { CodedError, type ModelOverview } from '../../../src-preload/contract/index.ts'

/** Where a model's licence can be read. Only a web address is handed on to the system. */
export function licenceAddress({ models }: ModelOverview, id: string): string {
  const address = models.find((model) => model.id === id)?.licence.url
  if (address === undefined) throw new CodedError('not-found', `There is no model with the id ${id}.`)
  if (/^https?:\/\//u.test(address)) return address
  throw new CodedError('not-found', `The model ${id} does not say where its licence can be read.`)
}
