import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { quietVariables } from './src-main/engine/quiet.ts'
import { compiledDir } from './test/helpers/compiled.ts'
import { LongestProjectsFirst } from './test/helpers/longest-first.ts'

// `npm run check` runs layers, unit and engine; what starts real workers takes longer and runs with all the others.
// e2e, contract and other tests that drive browsers, servers or whole engines have longer limits.
const project = (name: string, include: string[], slow = false) => ({
  test: {
    name,
    include,
    testTimeout: slow ? 60_000 : 20_000,
    hookTimeout: slow ? 60_000 : 30_000,
    pool: 'forks' as const,
  },
})

export default defineConfig({
  test: {
    // Files share nothing but the processor, and mostly wait for processes and browsers that they started: two at a
    // time even on two cores. Not one for each core, because each of them starts more processes.
    maxWorkers: Math.max(2, Math.ceil(availableParallelism() / 2)),
    // Hundreds of processes are started from the same sources: read and compiled once for the whole run.
    env: { NODE_COMPILE_CACHE: compiledDir, ...quietVariables },
    globalSetup: './test/helpers/compiled.ts',
    // The runs of the faults, which wait together.
    maxConcurrency: 8,
    sequence: { sequencer: LongestProjectsFirst },
    projects: [
      project('layers', ['test/layers.test.ts']),
      project('unit', ['test/unit/**/*.test.ts']),
      project('engine', ['test/engine/**/*.test.ts']),
      project('processes', ['test/processes/**/*.test.ts']),
      project('faults', ['test/faults/**/*.test.ts'], true),
      project('corpus', ['test/corpus/**/*.test.ts'], true),
      project('contract', ['test/contract/**/*.test.ts'], true),
      project('e2e', ['test/e2e/**/*.test.ts'], true),
      project('packaging', ['test/packaging/**/*.test.ts'], true),
    ],
  },
})
