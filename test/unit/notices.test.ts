import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isNative, nativeParts } from '../../resources/native-parts.mjs'
import { projectRoot } from '../helpers/imports.ts'

const modules = join(projectRoot, 'node_modules')
const notices = readFileSync(join(projectRoot, 'resources/NOTICES.txt'), 'utf8')
// The notices are made where the packages of all platforms are known and those of this one are there.
const isMadeHere = existsSync(join(modules, '@img/sharp-libvips-linux-x64'))

interface LockedPackage {
  readonly dev?: boolean
}

/** Native files of packages that ship, as paths below node_modules. */
function shippedNativeFiles(): string[] {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev && !/\/node-(linux|win|darwin)-/.test(path))
    .map(([path]) => path.slice('node_modules/'.length))
    .filter((name) => existsSync(join(modules, name)))
    .flatMap((name) =>
      readdirSync(join(modules, name), { recursive: true, encoding: 'utf8' })
        // Packages within packages are entries of their own, and what a compiler left on the way is not loaded.
        .filter((file) => !file.includes('node_modules') && !file.includes('obj.target'))
        .map((file) => `${name}/${file.replaceAll('\\', '/')}`),
    )
    .filter((file) => isNative.test(file))
}

test.skipIf(!isMadeHere)('each native or WebAssembly file that ships is one whose contents are known', () => {
  const parts = nativeParts(modules)
  const files = shippedNativeFiles()
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((file) => !parts.some((part) => part.files.test(file)))).toEqual([])
  // And the other way round: no pattern stands for nothing, but for what could not be compiled here.
  const inAll = [...files, 'hnswlib-node/build/Release/addon.node']
  expect(parts.filter((part) => !inAll.some((file) => part.files.test(file)))).toEqual([])
})

test.skipIf(!isMadeHere)('the notices name each library within them, with its licence', () => {
  const held = nativeParts(modules).flatMap(({ holds }) => holds)
  expect(held.length).toBeGreaterThan(60)
  for (const { name, licence, text } of held) {
    expect(notices).toContain(`\n${name} (${licence})\n`)
    expect(text.length, name).toBeGreaterThan(200)
    expect(notices).toContain(text.trim())
  }
})

test.skipIf(!isMadeHere)('the notices are what the script makes of the packages', () => {
  const script = join(projectRoot, 'resources/make-notices.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('a file that nobody knows would be noticed', () => {
  expect(isNative.test('some-package/lib/new.node')).toBe(true)
  expect(['a.wasm', 'b.dylib', 'c.so.1.2', 'd.dll'].every((file) => isNative.test(file))).toBe(true)
  if (!isMadeHere) return
  const parts = nativeParts(modules)
  expect(parts.some((part) => part.files.test('some-package/lib/new.node'))).toBe(false)
  expect(parts.some((part) => part.files.test('onnxruntime-node/bin/napi-v6/linux/x64/libother.so.1'))).toBe(
    false,
  )
})
