import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCli, startCli } from '../helpers/cli.ts'
import { testEngine, until } from '../helpers/engine.ts'
import { paintPhoto, paintPhotos } from '../helpers/photos.ts'
import { tempDir } from '../helpers/temp.ts'

const photoCount = 5

describe('a library on the command line', () => {
  async function paths(...args: string[]): Promise<string[]> {
    const run = await sightline('search', '--json', ...args)
    return (run.json() as { results: { path: string }[] }).results.map(({ path }) => path)
  }

  const data = tempDir('cli-data')
  const photos = join(tempDir('cli-photos'), 'Pictures')
  const sightline = (...args: string[]) => runCli(['--data', data, ...args])

  beforeAll(async () => {
    await paintPhotos(photos, photoCount)
    mkdirSync(join(photos, 'inner'))
    writeFileSync(join(photos, 'broken.jpg'), 'no picture')
  })

  test('before anything is added, status is empty and search says what to do', async () => {
    const status = await sightline('status', '--json')
    expect(status.code).toBe(0)
    expect(status.json()).toMatchObject({ photos: 0, embedded: 0, failed: 0, roots: [], dataDir: data })
    const search = await sightline('search', 'a dog')
    expect(search).toMatchObject({ code: 0, stdout: '' })
    expect(search.stderr).toContain('sightline add DIR')
  })

  test('add registers folders, says what it found, and fails only for the one that is missing', async () => {
    const run = await sightline('add', photos, join(photos, 'inner'), join(photos, 'missing'), '--json')
    expect(run.code).toBe(1)
    expect(run.json()).toMatchObject({
      folders: [
        { path: photos, kind: 'added', root: photos },
        { path: join(photos, 'inner'), kind: 'inside', root: photos },
      ],
      failed: [{ path: join(photos, 'missing') }],
      error: { code: 'root-missing', message: expect.stringContaining(join(photos, 'missing')) },
    })
    const again = await sightline('add', photos)
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('was added before')
  })

  test('index works the queue dry and lists what could not be read', async () => {
    const run = await sightline('index', '--json')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.json()).toEqual({
      photos: photoCount + 1,
      indexed: photoCount,
      skipped: 0,
      failed: [{ path: join(photos, 'broken.jpg'), reason: expect.stringMatching(/\w/) }],
      tookMs: expect.any(Number),
      missing: 0,
      pairs: 0,
      returned: [],
    })
    const again = await sightline('index', '--json')
    expect(again.json()).toMatchObject({ photos: photoCount + 1, indexed: 0, skipped: photoCount })
  })

  test('search gives paths, scores and ids, best first, and as many as asked for', async () => {
    const run = await sightline('search', 'a red circle', '--limit', '3', '--json')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const answer = run.json() as { results: { score: number }[] }
    expect(answer).toEqual({
      query: 'a red circle',
      total: photoCount,
      likelyTotal: expect.any(Number),
      namedTotal: 0,
      order: 'relevance',
      tookMs: expect.any(Number),
      unknownWords: [],
      notes: [],
      results: Array.from({ length: 3 }, () => ({
        path: expect.stringContaining(photos),
        score: expect.any(Number),
        id: expect.any(Number),
        likely: expect.any(Boolean),
        named: false,
      })),
    })
    const scores = answer.results.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  test('search for people prints a line a photo and names words that the model does not know', async () => {
    const run = await sightline('search', '猫', 'circle')
    expect(run.stdout.trim().split('\n')).toHaveLength(photoCount)
    expect(run.stdout).toMatch(/^ +-?\d\.\d{3} {2}\//)
    expect(run.stderr).toContain('"猫"')
    const unknown = await sightline('search', '猫', '--json')
    expect(unknown.json()).toMatchObject({ total: 0, unknownWords: ['猫'], results: [] })
  })

  test('search is as strict as it is told to be, and refuses any other word', async () => {
    for (const strictness of ['fewer', 'balanced', 'more']) {
      const run = await sightline('search', 'circle', '--strictness', strictness, '--json')
      expect(run, strictness).toMatchObject({ code: 0 })
    }
    const odd = await sightline('search', 'circle', '--strictness', 'odd')
    expect(odd.code).toBe(2)
    expect(odd.stderr).toContain('fewer, balanced, more')
  })

  test('search takes filters, exclusions and pictures together, and names sorted as asked', async () => {
    const inner = join(photos, 'inner')
    expect(await paths('in:inner', 'sort:name')).toEqual(
      (await paths('sort:name')).filter((path) => path.startsWith(inner)),
    )
    expect((await paths('--', '-in:inner')).some((path) => path.startsWith(inner))).toBe(false)
    const like = join(photos, 'painted-002.jpg')
    expect((await paths('type:jpeg', '--picture', like))[0]).toBe(like)
  })

  test('search says what it does not understand, where, and that this is wrong usage', async () => {
    const run = await sightline('search', 'dog before:soon', '--json')
    expect(run.code).toBe(2)
    const message = expect.stringMatching(/^At character 12: .*soon.* 2019-06/)
    expect(run.json()).toEqual({ error: { code: 'query-not-understood', message } })
    expect((await sightline('search', '"never closed')).code).toBe(2)
  })

  test('similar takes a picture from outside the library', async () => {
    const outside = join(tempDir('cli-outside'), 'copy.jpg')
    await paintPhoto(outside, 2)
    const run = await sightline('similar', outside, '--json', '--limit', '2')
    expect(run.code).toBe(0)
    expect(run.json()).toMatchObject({
      query: outside,
      results: [{ path: join(photos, 'painted-002.jpg'), score: expect.closeTo(1, 2) }, {}],
    })
  })

  test('similar to a file that is no picture, or not there, says which file and what to do', async () => {
    const broken = join(photos, 'broken.jpg')
    const run = await sightline('similar', broken, '--json')
    expect(run.code).toBe(1)
    expect(run.json()).toEqual({
      error: { code: 'picture-unreadable', message: expect.stringMatching(/; choose another picture\.$/) },
    })
    expect(run.stdout).toContain(broken)
    const absent = await sightline('similar', join(photos, 'absent.jpg'))
    expect(absent).toMatchObject({ code: 1, stdout: '' })
    expect(absent.stderr).toBe(`There is no file ${join(photos, 'absent.jpg')}; check the path.\n`)
  })

  test('status and doctor report the library', async () => {
    const status = await sightline('status', '--json')
    expect(Object.keys(status.json() as object)).toEqual([
      'photos',
      'embedded',
      'notFound',
      'failed',
      'roots',
      'model',
      'switching',
      'dataDir',
      'missing',
      'pairs',
    ])
    const counts = { photos: photoCount + 1, embedded: photoCount, failed: 1 }
    expect(status.json()).toMatchObject({ ...counts, roots: [{ path: photos, ...counts, state: 'idle' }] })
    expect((await sightline('status')).stdout).toContain(`  ${photos}  6 photos, 1 unreadable\n`)
    const doctor = await sightline('doctor', '--json')
    expect(doctor.code).toBe(0)
    expect(doctor.json()).toMatchObject({ ok: true })
  })

  test('while another Sightline holds the data folder, changes are refused in one sentence and questions answered', async () => {
    const engine = await testEngine(data)
    try {
      for (const args of [
        ['index'],
        ['add', photos],
        ['remove', photos],
        ['doctor', '--repair'],
        ['serve'],
      ]) {
        const run = await sightline(...args)
        expect(run, args.join(' ')).toMatchObject({ code: 1, stdout: '' })
        expect(run.stderr.trim().split('\n'), args.join(' ')).toHaveLength(1)
      }
      const busy = await sightline('index', '--json')
      expect(busy.json()).toMatchObject({ error: { code: 'data-folder-busy' } })
      for (const args of [
        ['search', 'circle'],
        ['status'],
        ['doctor'],
        ['similar', join(photos, 'painted-001.jpg')],
      ]) {
        expect((await sightline(...args, '--json')).code, args.join(' ')).toBe(0)
      }
    } finally {
      await engine.stop()
    }
  })

  test('index --watch finds a photo that comes later, and ends in order when interrupted', async () => {
    const watch = startCli(['index', '--watch', '--json', '--data', data])
    await until('the first pass is over', () => watch.stdout().endsWith('}\n'))
    await paintPhoto(join(photos, 'inner', 'later.jpg'), 77)
    await until('the new photo is there', async () => {
      const status = (await sightline('status', '--json')).json() as { embedded: number }
      return status.embedded === photoCount + 1
    })
    watch.child.kill('SIGINT')
    const { code, json } = await watch.ended
    expect(code).toBe(0)
    expect(json()).toMatchObject({ photos: photoCount + 1 })
  })

  test('remove forgets a folder that was added, even when it is gone, and no other', async () => {
    const other = await sightline('remove', join(photos, 'inner'), '--json')
    expect(other.code).toBe(1)
    expect(other.json()).toMatchObject({ error: { code: 'not-found' } })
    renameSync(photos, `${photos}-away`)
    const run = await sightline('remove', photos, '--json')
    expect(run.json()).toEqual({ path: photos, photosRemoved: photoCount + 2 })
    expect((await sightline('status', '--json')).json()).toMatchObject({ photos: 0, roots: [] })
  })
})

test('questions where there is no library yet are answered, and make nothing', async () => {
  const data = join(tempDir('cli-none'), 'mistyped')
  const sightline = (...args: string[]) => runCli([...args, '--data', data])
  const status = await sightline('status', '--json')
  expect(status).toMatchObject({ code: 0, stderr: '' })
  const counts = { photos: 0, embedded: 0, failed: 0 }
  const nothing = { ...counts, notFound: 0, switching: null, missing: 0, pairs: 0, roots: [] }
  expect(status.json()).toEqual({ ...nothing, model: expect.any(Object), dataDir: data })
  expect(status.json()).toMatchObject({ model: { id: 'starter', state: 'ready' } })
  for (const command of ['search', 'similar']) {
    const answer = await sightline(command, 'dog', '--json')
    expect(answer.code, command).toBe(0)
    expect(answer.json()).toEqual({
      query: 'dog',
      total: 0,
      likelyTotal: 0,
      namedTotal: 0,
      order: 'relevance',
      tookMs: 0,
      unknownWords: [],
      notes: [],
      results: [],
    })
    expect((await sightline(command, 'dog')).stderr).toMatch(/^Nothing is indexed yet: .+\n$/)
  }
  const doctor = await sightline('doctor', '--json')
  expect(doctor.code).toBe(0)
  expect(doctor.json()).toMatchObject({ ok: true, findings: [{ message: expect.stringContaining(data) }] })
  expect(existsSync(data)).toBe(false)
})

test('a file in place of the data folder is refused, whatever is asked', async () => {
  const data = join(tempDir('cli-file'), 'file')
  writeFileSync(data, '')
  const run = await runCli(['status', '--json', '--data', data])
  expect(run.code).toBe(1)
  expect(run.json()).toMatchObject({ error: { code: 'data-folder-unusable' } })
})

test('SIGHTLINE_DATA names the data folder when --data does not', async () => {
  const data = tempDir('cli-env')
  const run = await runCli(['status', '--json'], { SIGHTLINE_DATA: data })
  expect(run.json()).toMatchObject({ dataDir: data })
})
