// What the native and WebAssembly files of the packages hold beside the package's own code, for NOTICES.txt. Licence texts
// come from the packages where they carry them; those they only name lie in licences/, as the makers publish them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file that is machine code or WebAssembly. */
export const isNative = /\.(node|dll|dylib|wasm)$|\.so(\.\d+)*$|llhttp[-_\w]*wasm\.js$/

/**
 * Groups of such files, by their path below node_modules, with what they hold: `{ name, licence, text }`. `packages` is a
 * folder in which packages lie. Throws a sentence for what has no text.
 */
export function nativeParts(packages) {
  const read = (...path) => readFileSync(join(packages, ...path), 'utf8').replaceAll('\r\n', '\n')
  const magick = sectionsOf(read('@imagemagick/magick-wasm/NOTICE'))
  const sharpTable = (name) => tableOf(name, read, magick)
  return [
    {
      files: /^better-sqlite3\/prebuilds\/[\w-]+\.node$/,
      holds: [
        {
          name: 'SQLite',
          licence: 'public domain',
          text: blessingOf(read('better-sqlite3/deps/sqlite3/sqlite3.h')),
        },
      ],
    },
    {
      files: /^onnxruntime-node\/bin\/.*\/((lib)?onnxruntime[\w.]*|onnxruntime_binding\.node)$/,
      holds: onnxRuntime(JSON.parse(read('onnxruntime-node/package.json')).version),
    },
    { files: /^onnxruntime-node\/bin\/.*\/(DirectML|dxcompiler|dxil)\.dll$/, holds: directX },
    // sharp's own code, under the licence of its package.
    { files: /^@img\/sharp-[\w-]+\/lib\/sharp-[\w.-]+\.node$/, holds: [] },
    {
      files: /^@img\/sharp-(libvips-[\w-]+\/lib\/libvips-cpp[\w.]*|win32-\w+\/lib\/libvips[\w.-]*\.dll)$/,
      holds: sharpTable('@img/sharp-libvips-linux-x64'),
    },
    { files: /^@img\/sharp-wasm32\/lib\/[\w.-]+\.wasm$/, holds: sharpTable('@img/sharp-wasm32') },
    {
      files: /^@imagemagick\/magick-wasm\/dist\/\w+\/magick\.wasm$/,
      holds: [...magick].map(([name, { version, text }]) => ({
        name: `${name} ${version}`,
        licence: 'see below',
        text,
      })),
    },
    {
      files: /^libheif-js\/libheif-wasm\/libheif\.wasm$/,
      holds: [
        lgpl('libheif'),
        lgpl('libde265'),
        { name: 'emscripten', licence: 'MIT License', text: licenceFile('emscripten.txt') },
      ],
    },
    {
      files: /^hnswlib-node\/build\/Release\/addon\.node$/,
      holds: existsSync(join(packages, 'hnswlib-node'))
        ? [{ name: 'hnswlib', licence: 'Apache-2.0', text: read('hnswlib-node/src/hnswlib/LICENSE') }]
        : [],
    },
    {
      files: /^undici\/lib\/llhttp\/llhttp[-_\w]*wasm\.js$/,
      holds: [{ name: 'llhttp', licence: 'MIT License', text: licenceFile('llhttp.txt') }],
    },
  ]
}

const licenceFile = (name) => readFileSync(join(import.meta.dirname, 'licences', name), 'utf8')
const lgpl = (name) => ({
  name,
  licence: 'LGPL-3.0',
  text: `${licenceFile('lgpl-3.txt')}\n${licenceFile('gpl-3.txt')}`,
})

/** The release whose notices lie in licences/: its npm package carries none, those for other languages do. */
const onnxRuntimeNotices = '1.30.0'

function onnxRuntime(version) {
  if (version !== onnxRuntimeNotices) {
    throw new Error(
      `licences/onnxruntime*.txt are those of ONNX Runtime ${onnxRuntimeNotices}, and ${version} is installed: put LICENSE and ThirdPartyNotices.txt of that release there.`,
    )
  }
  return [
    { name: `ONNX Runtime ${version}`, licence: 'MIT', text: licenceFile('onnxruntime.txt') },
    {
      name: 'what ONNX Runtime includes',
      licence: 'see below',
      text: licenceFile('onnxruntime-third-parties.txt'),
    },
  ]
}

const directX = [
  {
    name: 'DirectML, DirectX Shader Compiler (dxcompiler, dxil)',
    licence: 'Microsoft Software License Terms; University of Illinois/NCSA',
    text: `Parts of Windows' DirectX that Microsoft lets programs bring along; on Windows only. DirectML: the Microsoft Software
License Terms of the package Microsoft.AI.DirectML (https://www.nuget.org/packages/Microsoft.AI.DirectML). The DirectX
Shader Compiler: the University of Illinois/NCSA Open Source License, Copyright (c) 2003-2015 University of Illinois at
Urbana-Champaign and Copyright (c) Microsoft Corporation (https://github.com/microsoft/DirectXShaderCompiler).`,
  },
]

/** What SQLite says in place of a licence. */
function blessingOf(header) {
  const text = /(The author disclaims[\s\S]*?)\*{10}/.exec(header)?.[1]
  if (text === undefined) throw new Error('sqlite3.h begins in another way than it did.')
  return text.replaceAll(/^\*\* ?/gm, '').trim()
}

/** `[ name version (date) ]` stands above each library's licence in magick-wasm's NOTICE. */
function sectionsOf(notice) {
  const heads = [...notice.matchAll(/^\[ (\S+) (\S+) \(\d{4}-\d\d-\d\d\) \]$/gm)]
  return new Map(
    heads.map(([head, name, version], at) => [
      name,
      { version, text: notice.slice(notice.indexOf(head) + head.length, heads[at + 1]?.index).trim() },
    ]),
  )
}

/** Where the text of a library in sharp's tables is: in magick-wasm's NOTICE, or in a file here. */
const inMagick = {
  aom: 'aom',
  freetype: 'freetype',
  highway: 'highway',
  lcms: 'lcms',
  libffi: 'ffi',
  libpng: 'png',
  libtiff: 'tiff',
  libwebp: 'webp',
  libxml2: 'xml',
  mozjpeg: 'jpeg-turbo',
  'zlib-ng': 'zlib',
}

/** The rows of the table in a package's README: every library in it, and under which licence. */
function tableOf(packageName, read, magick) {
  const versions = JSON.parse(read(packageName, 'versions.json'))
  const rows = [...read(packageName, 'README.md').matchAll(/^\| ([\w-]+) +\| (.+?) +\|$/gm)]
  const libraries = rows.filter(([, name]) => name !== 'Library' && !/^-+$/.test(name))
  if (libraries.length < 10) throw new Error(`The README of ${packageName} has another table than it had.`)
  return libraries.map(([, name, cell]) => {
    const licence = cell.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    const version = versions[name] ?? versions[name.replace(/^lib/, '')] ?? versions[shortNames[name]]
    const text = textOf(name, licence, magick)
    if (text === undefined)
      throw new Error(`${packageName} holds ${name} (${licence}): put its licence into licences/${name}.txt.`)
    return { name: version === undefined ? name : `${name} ${version}`, licence, text }
  })
}

const shortNames = { libultrahdr: 'uhdr' }

function textOf(name, licence, magick) {
  if (licence === 'LGPLv3') return lgpl(name).text
  if (inMagick[name]) return magick.get(inMagick[name])?.text
  const file = join(import.meta.dirname, 'licences', `${name}.txt`)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
