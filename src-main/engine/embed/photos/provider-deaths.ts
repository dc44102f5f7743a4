import type { Death } from './photo-slot.ts'

/** So many deaths that no photo explains are taken for the provider's own doing. */
const mostUnexplained = 2

/** Deaths of workers that did not compute on the CPU, until the photo is found that explains one. */
export function createProviderDeaths() {
  const unexplained = new Set<Death>()
  return {
    /** True when the provider is not to be trusted any more. */
    add(death: Death): boolean {
      unexplained.add(death)
      return unexplained.size >= mostUnexplained
    },
    /** A photo died of the same on the CPU. */
    explain: (death: Death) => void unexplained.delete(death),
    forget: () => unexplained.clear(),
  }
}
