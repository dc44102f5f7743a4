import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { latencyOf } from '../timing.ts'
import type { PeerInput } from './peers.ts'
import { best, meanRecall } from './recall.ts'
import type { PeerFigures } from './report.ts'

/** One thread, like ours. Ids are rows. */
const script = `
import json, sys, time
import numpy, faiss
folder, dim, best = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
faiss.omp_set_num_threads(1)
vectors = numpy.fromfile(folder + '/vectors.f32', dtype='<f4').reshape(-1, dim)
queries = numpy.fromfile(folder + '/queries.f32', dtype='<f4').reshape(-1, dim)
index = faiss.IndexFlatIP(dim)
index.add(vectors)
times, found = [], []
for query in queries:
    started = time.perf_counter()
    _, rows = index.search(query.reshape(1, dim), best)
    times.append((time.perf_counter() - started) * 1000)
    found.append([int(row) + 1 for row in rows[0]])
json.dump({'version': faiss.__version__, 'timesMs': times, 'found': found}, sys.stdout)
`
/** A Python of the person's own may come first in the path and lack what the system's has. */
const pythons = ['python3', '/usr/bin/python3']

const answer = z.object({
  version: z.string(),
  timesMs: z.array(z.number()),
  found: z.array(z.array(z.number())),
})

/** FAISS's flat index: every vector is compared, in float32. */
export async function measureFaiss({
  dir,
  vectors,
  dim,
  queries,
  truths,
}: PeerInput): Promise<PeerFigures | string> {
  const python = await withFaiss()
  if (python === null) return 'not installed (Debian: python3-faiss)'
  await writeFile(join(dir, 'vectors.f32'), new Uint8Array(vectors.buffer))
  await writeFile(
    join(dir, 'queries.f32'),
    Buffer.concat(queries.map((query) => new Uint8Array(query.buffer))),
  )
  const { code, output } = await run(python, ['-c', script, dir, String(dim), String(best)])
  if (code !== 0) return `failed (exit code ${code})`
  const { version, timesMs, found } = answer.parse(JSON.parse(output))
  return { version, ...latencyOf(timesMs.slice(3)), agreement: meanRecall(truths, (at) => found[at] ?? []) }
}

async function withFaiss(): Promise<string | null> {
  for (const python of pythons) {
    const { code } = await run(python, ['-c', 'import faiss'])
    if (code === 0) return python
  }
  return null
}

async function run(
  command: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  const output = await text(child.stdout)
  return { code: await ended, output }
}
