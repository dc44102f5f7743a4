import { defineConfig } from 'vitest/config'

// `npm run check` runs layers, unit and engine; what starts real workers takes longer and runs with all the others.
// e2e and contract tests drive browsers and servers: they run one file at a time, with longer limits.
const project = (name: string, include: string[], slow = false) => ({
  test: {
    name,
    include,
    testTimeout: slow ? 60_000 : 20_000,
    hookTimeout: slow ? 60_000 : 30_000,
    fileParallelism: !slow,
    pool: 'forks' as const,
  },
})

export default defineConfig({
  test: {
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
