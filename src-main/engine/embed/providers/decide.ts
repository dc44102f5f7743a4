import type { ProviderName, ProviderReport, ProviderTrial } from '../../../../src-preload/contract/index.ts'
import type { Finding } from './findings.ts'
import { providerTitles } from './provider-titles.ts'

const leastAgreement = 0.99

type Wanted = ProviderReport['wanted']

/**
 * Which provider is used, and why not the others. The person's choice is used though it be slower, but never one that
 * disagrees with the CPU or has failed.
 */
export function decide(
  findings: readonly Finding[],
  wanted: Wanted,
): Pick<ProviderReport, 'inUse' | 'tried'> {
  const others = findings.filter(({ provider }) => provider !== 'cpu')
  const sound = others.filter((finding) => fault(finding) === null)
  const inUse = wanted === 'auto' ? fastest(sound) : sound.find(({ provider }) => provider === wanted)
  const name = inUse?.provider ?? 'cpu'
  const tried = others.map((finding) => trialOf(finding, name, wanted))
  return { inUse: name, tried: [cpuTrial(findings, name, wanted), ...tried] }
}

function fastest(sound: readonly Finding[]): Finding | undefined {
  return sound.filter(isFaster).toSorted((a, b) => speedUp(b) - speedUp(a))[0]
}

function speedUp({ imagesPerSecond, cpuImagesPerSecond }: Finding): number {
  return (imagesPerSecond ?? 0) / (cpuImagesPerSecond ?? Infinity)
}

function isFaster(finding: Finding): boolean {
  return speedUp(finding) > 1
}

/** Why it must not be used. */
function fault(finding: Finding): Pick<ProviderTrial, 'verdict' | 'reason'> | null {
  const { outcome, leastCosine, gaveUp, reason } = finding
  if (outcome !== 'measured') return { verdict: outcome, reason }
  if (gaveUp !== null) return { verdict: 'gave-up', reason: gaveUp }
  if (leastCosine === null) return { verdict: 'disagrees', reason: 'It gives numbers that are not finite.' }
  if (leastCosine >= leastAgreement) return null
  const told = `Its embeddings are not the CPU's (cosine ${leastCosine.toFixed(3)}, where ${leastAgreement} is asked).`
  return { verdict: 'disagrees', reason: told }
}

function trialOf(finding: Finding, inUse: ProviderName, wanted: Wanted): ProviderTrial {
  const { provider, imagesPerSecond, leastCosine } = finding
  return { provider, imagesPerSecond, leastCosine, ...verdictOn(finding, inUse, wanted) }
}

function verdictOn(
  finding: Finding,
  inUse: ProviderName,
  wanted: Wanted,
): Pick<ProviderTrial, 'verdict' | 'reason'> {
  const bad = fault(finding)
  if (bad) return bad
  if (finding.provider === inUse) {
    return { verdict: 'in-use', reason: isFaster(finding) ? null : `${slower(finding)} It was chosen.` }
  }
  if (!isFaster(finding)) return { verdict: 'slower', reason: slower(finding) }
  const why = wanted === 'auto' ? `${titled(inUse)} is faster still.` : `${titled(inUse)} was chosen.`
  return { verdict: 'agrees', reason: why }
}

function cpuTrial(findings: readonly Finding[], inUse: ProviderName, wanted: Wanted): ProviderTrial {
  const own = findings.find(({ provider }) => provider === 'cpu')
  const figures = {
    provider: 'cpu',
    imagesPerSecond: own?.imagesPerSecond ?? null,
    leastCosine: null,
  } as const
  if (inUse !== 'cpu') return { ...figures, verdict: 'agrees', reason: null }
  const isForced = wanted !== 'auto' && wanted !== 'cpu'
  const reason = isForced ? `${titled(wanted)} was chosen, but cannot be used.` : null
  return { ...figures, verdict: 'in-use', reason }
}

function slower({ imagesPerSecond, cpuImagesPerSecond }: Finding): string {
  const [its, cpus] = [imagesPerSecond ?? 0, cpuImagesPerSecond ?? 0]
  return `It is slower than the CPU (${rounded(its)} against ${rounded(cpus)} pictures a second).`
}

function rounded(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate))
}

function titled(provider: ProviderName): string {
  const title = providerTitles[provider]
  return title.charAt(0).toUpperCase() + title.slice(1)
}
