import { expect, test } from 'vitest'
import { parseSource, readSources } from './helpers/imports.ts'
import { pastDoors, pureModules, violations } from './helpers/layer-rules.ts'

const files = readSources(['src-preload', 'src-main', 'src-renderer'])

test('every import follows the arrows, and no file outgrows its idea', () => {
  expect(violations(files)).toEqual([])
})

test('the tests and scripts go through the same doors', () => {
  const others = readSources(['test', 'resources', 'vitest.config.ts', 'electron.vite.config.ts'])
  // This file plants violations below.
  expect(others.filter(({ path }) => path !== 'test/layers.test.ts').flatMap(pastDoors)).toEqual([])
})

test('every module that should be pure exists', () => {
  const paths = new Set(files.map((file) => file.path))
  expect(pureModules.filter((path) => !paths.has(path))).toEqual([])
})

test.each([
  ['src-main/engine/library/scan/scan.ts', "import { app } from 'electron'", 'must not import electron'],
  [
    'src-main/engine/engine.ts',
    "import x from '../hosts/web/server.ts'",
    'must not import src-main/hosts/web/server.ts',
  ],
  [
    'src-main/engine/engine.ts',
    "export * from '../../src-renderer/app.tsx'",
    'must not import src-renderer/app.tsx',
  ],
  [
    'src-main/engine/engine.ts',
    "await import('../hosts/cli/main.ts')",
    'must not import src-main/hosts/cli/main.ts',
  ],
  [
    'src-renderer/api/client.ts',
    "import { Engine } from '../../src-main/engine/engine.ts'",
    'must not import src-main',
  ],
  ['src-renderer/api/client.ts', "import { join } from 'node:path'", 'must not import node:path'],
  [
    'src-preload/contract/search.ts',
    "import type { Log } from '../../src-main/engine/ports.ts'",
    'must not import src-main',
  ],
  [
    'src-preload/contract/search.ts',
    "import type { Bridge } from '../bridge.ts'",
    'must not import src-preload/bridge.ts',
  ],
  ['src-preload/bridge.ts', "import fs from 'node:fs'", 'must not import node:fs'],
  [
    'src-main/hosts/shared/log.ts',
    "import x from '../electron/main.ts'",
    'must not import src-main/hosts/electron/main.ts',
  ],
  [
    'src-main/hosts/electron/main.ts',
    "import x from '../web/server.ts'",
    'must not import src-main/hosts/web/server.ts',
  ],
  [
    'src-main/engine/library/scan/reconcile.ts',
    "import fs from 'node:fs'",
    'is pure and must not import node:fs',
  ],
  ['src-main/launch/start.mjs', "import { z } from 'zod'", 'must not import zod'],
  [
    'src-main/engine/embed/towers/tower.ts',
    "import { Tensor } from 'onnxruntime-node'",
    'must import onnxruntime-node through src-main/engine/embed/onnx/runtime.ts',
  ],
  [
    'src-main/hosts/cli/main.ts',
    "createRequire(import.meta.url)('onnxruntime-node')",
    'must import onnxruntime-node through src-main/engine/embed/onnx/runtime.ts',
  ],
  [
    'src-main/hosts/cli/bench/run-bench.ts',
    "await import('@huggingface/transformers')",
    'must import @huggingface/transformers through',
  ],
  ['src-elsewhere/new.ts', '', 'belongs to no layer'],
  ['src-main/engine/engine.ts', '\n'.repeat(300), 'has 300 lines'],
])('a planted violation is caught in %s', (path, text, sentence) => {
  expect(violations([parseSource(path, text)]).join('\n')).toContain(sentence)
})

test('imports that the plan allows are let through', () => {
  const text = "import { z } from 'zod'; import type { X } from './events.ts'"
  expect(violations([parseSource('src-preload/contract/search.ts', text)])).toEqual([])
})
