import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync } from 'vite'

export const projectRoot = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string
  readonly lines: number
  /** Files of the project by their path, packages and `node:` modules by their name. Types count too. */
  readonly imports: readonly string[]
}

/** `require('x')` and `createRequire(import.meta.url)('x')`; where something lies may be asked. */
const requireCall = /\b\w*[rR]equire(?:\([^()]*\))?\(\s*(['"])([^'"]+)\1\s*\)/g

/** Every source file under `folders`, with what it imports. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    namesBelow(folder)
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .sort()
      .map((path) => parseSource(path, readFileSync(join(projectRoot, path), 'utf8'))),
  )
}

/** A file stands for itself. */
function namesBelow(folder: string): string[] {
  if (statSync(join(projectRoot, folder)).isFile()) return [folder]
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    posix.join(folder, name.replaceAll('\\', '/')),
  )
}

export function parseSource(path: string, text: string): SourceFile {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const asked = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((one) =>
      literal(text.slice(one.moduleRequest.start, one.moduleRequest.end)),
    ),
    ...[...text.matchAll(requireCall)].map(([, , name]) => name),
  ]
  const imports = asked.filter((name) => name !== undefined).map((name) => resolved(path, name))
  return { path, lines: text.split('\n').length - 1, imports: [...new Set(imports)] }
}

/** A computed import cannot be followed; those with a plain string can. */
function literal(expression: string): string | undefined {
  return /^(['"])(.*)\1$/.exec(expression)?.[2]
}

function resolved(from: string, name: string): string {
  return name.startsWith('.') ? posix.join(dirname(from), name) : packageName(name)
}

function packageName(name: string): string {
  const parts = name.split('/')
  return name.startsWith('@')
    ? parts.slice(0, 2).join('/')
    : name.startsWith('node:')
      ? name
      : (parts[0] ?? name)
}
