import type { Dispatcher } from 'undici'
import { hostOf } from './addresses.ts'
import { chunksOf } from './chunks.ts'
import { exchange, first, type Reach } from './exchange.ts'
import { Interruption } from './interruption.ts'
import type { PartFile } from './part-file.ts'
import { bytes, wrongSize } from './problems.ts'

export interface WantedFile {
  readonly file: string
  readonly url: string
  readonly sizeBytes: number | null
  readonly sha256: string
}

export interface Arrival {
  /** The whole file's size, as soon as the server has said it. */
  onTotal(totalBytes: number): void
  onBytes(count: number): void
}

/** A file whose size nobody has told may not fill the disk. */
const mostUnannouncedBytes = 2 ** 30

/**
 * One attempt: asks for what is missing and appends it. Returns when the server has sent all it has; throws an
 * Interruption, or a CodedError where no further attempt helps.
 */
export async function receive(
  wanted: WantedFile,
  part: PartFile,
  reach: Reach,
  arrival: Arrival,
): Promise<void> {
  const from = part.receivedBytes
  const answer = await exchange(
    { url: wanted.url, file: wanted.file, headers: from === 0 ? {} : rangeHeaders(wanted.url, part) },
    reach,
  )
  const chunks = chunksOf(answer.body)
  try {
    if (answer.statusCode === 416) return checkEnd(answer, from)
    if (answer.statusCode === 206) checkRange(answer, wanted, from)
    const startsAt = answer.statusCode === 206 ? from : 0
    const expected = announcedTotal(answer, wanted, startsAt)
    // The whole file: this server does not continue, or has another version by now.
    if (startsAt < from) await part.reset()
    if (expected !== null) arrival.onTotal(expected)
    await part.remember(validatorOf(answer, wanted.url))
    await append(chunks, wanted, part, reach, arrival, expected)
  } finally {
    answer.body.on('error', () => {}).destroy()
  }
}

async function append(
  chunks: AsyncIterable<Uint8Array>,
  wanted: WantedFile,
  part: PartFile,
  { signal }: Reach,
  { onBytes }: Arrival,
  expected: number | null,
): Promise<void> {
  const most = expected ?? mostUnannouncedBytes
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    if (part.receivedBytes + chunk.length > most) {
      await part.reset()
      throw wrongSize(wanted.file, hostOf(wanted.url), `more than ${bytes(most)}`, most)
    }
    await part.append(chunk)
    onBytes(chunk.length)
  }
  signal.throwIfAborted()
  if (expected !== null && part.receivedBytes < expected) {
    throw new Interruption('the connection was closed before the end')
  }
}

function rangeHeaders(url: string, { receivedBytes, validator }: PartFile): Record<string, string> {
  return {
    range: `bytes=${receivedBytes}-`,
    // Marks of different servers cannot be compared; the SHA-256 at the end is the judge in any case.
    ...(validator?.url === url ? { 'if-range': validator.etag } : {}),
  }
}

/** Nothing is left from there on: either that is the end, or what has arrived is longer than the file. */
function checkEnd({ headers }: Dispatcher.ResponseData, from: number): void {
  const [, total] = /^bytes \*\/(\d+)$/.exec(first(headers['content-range']) ?? '') ?? []
  if (total !== undefined && Number(total) === from && from > 0) return
  throw new Interruption('it has no more of this file: 416', { startOver: true })
}

function checkRange({ headers }: Dispatcher.ResponseData, wanted: WantedFile, from: number): void {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(first(headers['content-range']) ?? '') ?? []
  const wholeFits = total === '*' || wanted.sizeBytes === null || Number(total) === wanted.sizeBytes
  if (Number(start) === from && wholeFits) return
  throw new Interruption('it sends another part than was asked for', { startOver: true })
}

/** The size of the whole file; throws when it cannot be the file that is wanted. */
function announcedTotal(
  { headers }: Dispatcher.ResponseData,
  { file, url, sizeBytes }: WantedFile,
  from: number,
): number | null {
  const length = first(headers['content-length'])
  const total = length === undefined ? null : from + Number(length)
  if (sizeBytes === null) return total
  if (first(headers['content-type'])?.startsWith('text/html')) {
    throw wrongSize(file, hostOf(url), 'a web page', sizeBytes)
  }
  if (total !== null && total !== sizeBytes) throw wrongSize(file, hostOf(url), bytes(total), sizeBytes)
  return sizeBytes
}

/** Weak marks do not promise equal bytes. */
function validatorOf(
  { headers }: Dispatcher.ResponseData,
  url: string,
): { url: string; etag: string } | null {
  const etag = first(headers.etag)
  return etag === undefined || etag.startsWith('W/') ? null : { url, etag }
}
