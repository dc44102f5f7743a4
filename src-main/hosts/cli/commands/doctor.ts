import type { DoctorReport, Engine } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { proveInEngine, proveWithoutLibrary, withProcessors } from '../processors.ts'
import { askLibrary, withEngine, type CommandContext } from '../with-engine.ts'

export interface DoctorOptions {
  readonly repair: boolean
  /** Measures the processors too, beside the app if it runs: then only the app's own measurement is kept. */
  readonly gpu: boolean
}

/**
 * Checks catalog, thumbnails, vectors and model against each other. Exit 1 while something is wrong; a machine that has
 * nothing but its CPU is not.
 */
export function doctor(context: CommandContext, { repair, gpu }: DoctorOptions): Promise<Outcome> {
  const work = async (engine: Engine) => {
    const checked = outcome(await engine.doctor({ repair }), repair)
    return gpu ? withProcessors(checked, await proveInEngine(engine, context.signal)) : checked
  }
  const without = async () =>
    gpu
      ? withProcessors(withoutLibrary(context), await proveWithoutLibrary(context.signal))
      : withoutLibrary(context)
  return repair
    ? withEngine(context, { role: 'indexer' }, work)
    : askLibrary(context, work, without, { leaveDamage: true })
}

function outcome(report: DoctorReport, repair: boolean): Outcome {
  return {
    document: report,
    lines: report.findings.map(line),
    notes: [report.ok ? 'All is well.' : advice(repair)],
    exitCode: report.ok ? 0 : 1,
  }
}

function withoutLibrary({ dataDir }: CommandContext): Outcome {
  const message = `There is no library in ${dataDir} yet; add a folder with "sightline add DIR".`
  return outcome({ ok: true, findings: [{ subject: 'catalog', ok: true, message, repaired: false }] }, false)
}

function line({ subject, ok, message, repaired }: DoctorReport['findings'][number]): string {
  const verdict = ok ? 'ok' : repaired ? 'mended' : 'wrong'
  return `${verdict.padEnd(6)}  ${subject.padEnd(10)}  ${message}`
}

function advice(repair: boolean): string {
  return repair
    ? 'Some of it could not be mended; the lines above say what to do.'
    : 'Run "sightline doctor --repair" to mend what can be mended.'
}
