// Compiles the scan's WebAssembly text. Run it after a change of the text: node test/helpers/compile-scan.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import wabt from 'wabt'

const folder = join(import.meta.dirname, '../../src-main/engine/vectors/kernel')

export async function compileScan(): Promise<string> {
  const { parseWat } = await wabt()
  const parsed = parseWat('scan.wat', readFileSync(join(folder, 'scan.wat'), 'utf8'))
  return Buffer.from(parsed.toBinary({}).buffer).toString('base64')
}

if (process.argv[1] === import.meta.filename) {
  const lines = (await compileScan()).match(/.{1,100}/g) ?? []
  const text = `// From scan.wat; made by test/helpers/compile-scan.ts.
export const scanBytes =
${lines.map((line) => `  '${line}'`).join(' +\n')}
`
  writeFileSync(join(folder, 'scan-bytes.ts'), text)
}
