import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

// Every process of the app is an entry of its own: Electron's main, the engine, its disposable workers, the two
// plain-Node hosts. Runtime packages stay outside the bundle because some are native.
export default defineConfig({
  main: {
    build: {
      // Left out of the bundle by itself is only what stands under `dependencies`. One more is optional and native, the
      // others are there only where Sightline is developed: the benchmark compares with them.
      externalizeDeps: { include: ['hnswlib-node', '@huggingface/transformers', 'sqlite-vec'] },
      rollupOptions: {
        input: {
          electron: at('src-main/hosts/electron/main.ts'),
          cli: at('src-main/hosts/cli/main.ts'),
          engine: at('src-main/hosts/shared/engine-main.ts'),
          'photo-worker': at('src-main/engine/embed/photos/photo-worker.ts'),
          'convert-thread': at('src-main/engine/images/convert/convert-thread.ts'),
          'query-worker': at('src-main/engine/embed/queries/query-worker.ts'),
          'model-worker': at('src-main/engine/embed/trials/model-worker.ts'),
          'restore-worker': at('src-main/engine/catalog/restore/restore-worker.ts'),
          'index-worker': at('src-main/engine/vectors/index-worker.ts'),
          'bench-worker': at('src-main/hosts/cli/bench/bench-worker.ts'),
          'bench-disk-worker': at('src-main/hosts/cli/bench/disk/disk-worker.ts'),
          'bench-peer-worker': at('src-main/hosts/cli/bench/embed/peer-worker.ts'),
          'bench-search-worker': at('src-main/hosts/cli/bench/search/search-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload must be one CommonJS file with everything in it.
      externalizeDeps: false,
      rollupOptions: {
        input: { bridge: at('src-preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    build: {
      rollupOptions: { input: at('src-renderer/index.html') },
      // Assets are never inlined as data: URLs, so that the content security policy can stay strict.
      assetsInlineLimit: 0,
    },
    plugins: [react()],
  },
})
