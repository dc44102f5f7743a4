import { registerHooks } from 'node:module'

// Above the import that uses it: the rest of this file runs only after sharp is loaded.
const nativeSharp = /^@img\/sharp-(?!wasm32)[^/]+\/sharp\.node$/

/**
 * The one door to sharp. Imported by worker processes alone: a hostile picture may take its process down.
 *
 * On Linux under Electron the prebuilt sharp crashes natively, because its GLib and Electron's meet in one process
 * (electron#46323, sharp#4522). There its WebAssembly build decodes instead, at about half the speed.
 * SIGHTLINE_DECODER=wasm chooses it anywhere.
 */
export const decoderKind: 'native' | 'wasm' = mustUseWasm() ? 'wasm' : 'native'

if (decoderKind === 'wasm') hideNativeSharp()

// Imported only now: sharp chooses its binary while it loads.
const { default: sharp } = await import('sharp')

// One thread a picture: the parallelism is several pictures at a time, on libuv's threads.
sharp.concurrency(1)
// A picture is decoded once; libvips' cache of operations would only hold memory.
sharp.cache(false)

export { sharp }

function mustUseWasm(): boolean {
  if (process.env['SIGHTLINE_DECODER'] === 'wasm') return true
  return process.platform === 'linux' && process.versions['electron'] !== undefined
}

/**
 * sharp tries the binary of its platform first and falls back to `@img/sharp-wasm32` when that one cannot be found,
 * so "not found" is what it is told; in a packaged app the native binary may indeed be absent.
 */
function hideNativeSharp(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (!nativeSharp.test(specifier)) return nextResolve(specifier, context)
      throw Object.assign(new Error(`${specifier} is not used here`), { code: 'MODULE_NOT_FOUND' })
    },
  })
}
