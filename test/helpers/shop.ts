import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelEntry, ModelOverview } from '../../src-preload/contract/index.ts'
import { runCli } from './cli.ts'
import { startHub, type Hub } from './hub.ts'
import { starterManifest } from './model-folders.ts'
import { starterModel } from './models.ts'
import { tempDir } from './temp.ts'

const names = ['vision.onnx', 'text.onnx', 'tokenizer.json']
const starterFiles = Object.fromEntries(names.map((name) => [name, readFileSync(join(starterModel, name))]))

export interface Shop {
  readonly hub: Hub
  readonly data: string
  readonly env: NodeJS.ProcessEnv
}

/** A packaged app whose catalogue offers the starter model once more, as "twin", and a mirror that has its files. */
export async function openShop(): Promise<Shop> {
  const resources = tempDir('resources')
  const models = join(resources, 'models')
  cpSync(starterModel, join(models, 'starter'), {
    recursive: true,
    filter: (path) => !path.includes('training'),
  })
  const files = starterManifest().files.map((file) => ({
    ...file,
    url: `https://huggingface.co/test/twin/resolve/0123456789/${file.file}`,
  }))
  const twin = { ...starterManifest(), id: 'twin', name: 'Twin', files }
  writeFileSync(join(models, 'catalog.json'), JSON.stringify({ suggested: 'twin', models: [twin] }))
  const hub = await startHub(starterFiles)
  const packaged = `data:text/javascript,process.resourcesPath=${encodeURIComponent(JSON.stringify(resources))}`
  const env = {
    NODE_OPTIONS: `--import=${packaged}`,
    SIGHTLINE_MODEL_MIRROR: hub.url,
    SIGHTLINE_DATA: tempDir('data'),
    ...noProxies,
  }
  return { hub, data: env.SIGHTLINE_DATA, env }
}

const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()])
export const noProxies = Object.fromEntries(proxies.map((name) => [name, '']))

export async function listed(env: NodeJS.ProcessEnv): Promise<readonly ModelEntry[]> {
  return ((await runCli(['models', '--json'], env)).json() as ModelOverview).models
}

/** The largest file comes slowly, and never to its end. */
export function trickle(hub: Hub): void {
  hub.behave((visit) => {
    if (visit.bytes.length < 5_000_000) return visit.serve()
    const { response, bytes } = visit
    response.writeHead(200, { 'content-length': bytes.length, etag: '"vision.onnx"' })
    response.write(bytes.subarray(0, 2_000_000))
  })
}

export async function receivedBytes({ data }: Shop): Promise<number> {
  const staged = join(data, 'models', '.partial', 'twin')
  const part = existsSync(staged) && readdirSync(staged).find((name) => /^vision.*\.part$/.test(name))
  return part ? readFileSync(join(staged, part)).length : 0
}
