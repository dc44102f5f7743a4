import type { SourceFile } from './imports.ts'

interface Layer {
  /** The files it holds: every path that begins like this and belongs to no layer above it in the list. */
  readonly path: string
  /** Project files it may import, besides its own. */
  readonly mayUse: readonly string[]
  /** Packages and `node:` modules it may import. */
  readonly packages: (name: string) => boolean
}

const contract = 'src-preload/contract/'
const engine = 'src-main/engine/'
const shared = 'src-main/hosts/shared/'

const oneOf =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name)
const noneOf =
  (...names: string[]) =>
  (name: string) =>
    !names.includes(name)
/** The last is no code: what the window shows of everybody's licences. */
const windowPackages = oneOf(
  'react',
  'react-dom',
  'zustand',
  '@tanstack/react-virtual',
  'lucide-react',
  'resources/NOTICES.txt?raw',
)
const hostPackages = ['electron', 'hono', '@hono/node-server', 'commander', 'open']

/** The arrows: contract <- engine <- hosts, contract <- window, contract <- bridge. */
const layers: readonly Layer[] = [
  { path: contract, mayUse: [], packages: oneOf('zod') },
  { path: 'src-preload/', mayUse: [contract], packages: oneOf('electron') },
  { path: 'src-renderer/', mayUse: [contract], packages: windowPackages },
  { path: engine, mayUse: [contract], packages: noneOf(...hostPackages) },
  { path: shared, mayUse: [contract, engine], packages: noneOf(...hostPackages) },
  {
    path: 'src-main/hosts/electron/',
    mayUse: [contract, engine, shared],
    packages: noneOf('hono', '@hono/node-server', 'commander'),
  },
  {
    path: 'src-main/hosts/web/',
    mayUse: [contract, engine, shared],
    packages: noneOf('electron', 'commander'),
  },
  {
    path: 'src-main/hosts/cli/',
    mayUse: [contract, engine, shared, 'src-main/hosts/web/'],
    packages: noneOf('electron'),
  },
  // Runs before anything is installed: Node's own modules, and a browser's whereabouts once there are packages.
  {
    path: 'src-main/launch/',
    mayUse: [],
    packages: (name) => name.startsWith('node:') || name === 'playwright-core',
  },
]

/** Packages with one door each. ONNX Runtime reports to its maker unless its door is gone through. */
const doors: Readonly<Record<string, string>> = {
  'onnxruntime-node': 'src-main/engine/embed/onnx/runtime.ts',
  // It loads the runtime as well.
  '@huggingface/transformers': 'src-main/hosts/cli/bench/embed/peer-worker.ts',
}

/** Computing apart from doing: these can be tested and reasoned about without a disk. */
export const pureModules: readonly string[] = [
  'src-main/engine/library/scan/reconcile.ts',
  'src-main/engine/library/company/company.ts',
  'src-main/engine/embed/towers/preprocess.ts',
  'src-main/engine/vectors/top-k.ts',
  'src-main/engine/vectors/exact.ts',
  'src-main/engine/search/rank/background.ts',
  'src-main/engine/search/rank/combine-terms.ts',
  'src-main/engine/search/rank/evidence.ts',
  'src-main/engine/search/rank/likely-from.ts',
  'src-main/engine/search/rank/stacks.ts',
  'src-main/engine/indexing/progress.ts',
  'src-main/engine/upkeep/wall-clock.ts',
  'src-main/engine/images/sniff.ts',
]

export const longestFile = 260
/** All words of one language belong in one file. */
const wordLists = 'src-renderer/strings/'

/** Each way in which the files break the plan of the house, as a sentence. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...wrongArrows(file),
    ...pastDoors(file),
    ...impurities(file),
    ...tooLong(file),
  ])
}

/** What is imported past its one door, as a sentence each. Types count too: the door gives them. */
export function pastDoors({ path, imports }: SourceFile): string[] {
  return imports.flatMap((name) => {
    const door = doors[name]
    return door && door !== path ? [`${path} must import ${name} through ${door}`] : []
  })
}

function wrongArrows({ path, imports }: SourceFile): string[] {
  const layer = layers.find((one) => path.startsWith(one.path))
  if (!layer) return [`${path} belongs to no layer`]
  return imports.filter((name) => !isAllowed(layer, name)).map((name) => `${path} must not import ${name}`)
}

function isAllowed(layer: Layer, name: string): boolean {
  if (!name.startsWith('src-')) return layer.packages(name)
  const owner = layers.find((one) => name.startsWith(one.path))
  return owner === layer || layer.mayUse.some((path) => owner?.path === path)
}

function impurities({ path, imports }: SourceFile): string[] {
  if (!pureModules.includes(path)) return []
  return imports
    .filter((name) => !name.startsWith('src-'))
    .map((name) => `${path} is pure and must not import ${name}`)
}

function tooLong({ path, lines }: SourceFile): string[] {
  return lines > longestFile && !path.startsWith(wordLists)
    ? [`${path} has ${lines} lines: look for the second idea in it`]
    : []
}
