import type { DoctorReport, Engine } from '../../../engine/engine.ts'
import type { Outcome } from '../outcome.ts'
import { askLibrary, withEngine, type CommandContext } from '../with-engine.ts'

/** Checks catalog, thumbnails, vectors and model against each other. Exit 1 while something is wrong. */
export function doctor(context: CommandContext, { repair }: { repair: boolean }): Promise<Outcome> {
  const work = async (engine: Engine) => outcome(await engine.doctor({ repair }), repair)
  return repair
    ? withEngine(context, { role: 'indexer' }, work)
    : askLibrary(context, work, () => withoutLibrary(context), { leaveDamage: true })
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
