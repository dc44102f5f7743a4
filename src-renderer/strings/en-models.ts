import type {
  DownloadProgress,
  ModelSwitch,
  ProviderName,
  ProviderTrial,
} from '../../src-preload/contract/models.ts'
import type { Formats } from '../lib/format.ts'
import { joined } from '../lib/joined.ts'

const preparing = ({ name, isAnew }: ModelSwitch) =>
  isAnew ? `${name} reads your photos anew` : `Preparing ${name}`

/** The English sentences about models and where they run. */
export function createEnglishModels(format: Formats) {
  const n = (value: number) => format.count(value)
  const many = (value: number, one: string, other: string) => (format.plural(value) === 'one' ? one : other)
  const photos = (value: number) => `${n(value)} ${many(value, 'photo', 'photos')}`
  const time = (ms: number | null) => ms !== null && format.timeLeft(ms)
  const left = (ms: number | null) => ms !== null && `${format.timeLeft(ms)} left`
  const rate = (value: number | null) => value !== null && value > 0 && `${format.perSecond(value)}/s`
  const received = ({ receivedBytes, totalBytes }: DownloadProgress) =>
    totalBytes === null
      ? format.bytes(receivedBytes)
      : `${format.bytes(receivedBytes)} of ${format.bytes(totalBytes)}`
  const byteRate = ({ bytesPerSecond }: DownloadProgress) =>
    bytesPerSecond !== null && bytesPerSecond > 0 && format.bytesPerSecond(bytesPerSecond)

  const again = (ms: number | null) =>
    ms !== null && (ms < 500 ? 'asked again now' : `asked again in ${format.timeLeft(ms)}`)

  /** What a download does now, without its name. */
  const download = (progress: DownloadProgress, againInMs: number | null = null) => {
    if (progress.phase === 'starting') return 'Asking the server…'
    if (progress.phase === 'finishing') return 'Checking what arrived…'
    if (progress.phase === 'waiting') {
      return joined(received(progress), progress.message ?? 'Waiting for the server', again(againInMs))
    }
    return joined(received(progress), byteRate(progress), left(progress.timeLeftMs))
  }

  const soFar = (change: ModelSwitch) => `${preparing(change)}: ${n(change.done)} of ${n(change.total)}`
  const ready = (count: number) => `${photos(count)} that ${many(count, 'is', 'are')} ready`

  return {
    models: {
      show: 'Show',
      active: 'In use',
      notFound: (count: number) =>
        `${photos(count)} ${many(count, 'is', 'are')} not found with this model yet: it could not read ${many(count, 'its file', 'their files')}. ${many(count, 'It follows', 'They follow')} when ${many(count, 'that', 'those')} can be read.`,
      others: 'More models',
      othersNote: 'Larger models know more words, names and details, and take longer to read photos.',
      none: 'No other model is offered or on this computer.',
      reading: 'Looking for models…',
      suggested: 'Suggested',
      installed: 'On this computer',
      broken: 'Cannot be used',
      brokenNext: 'The model in use stays.',
      brokenBuiltIn: 'Install Sightline again to bring it back.',
      languages: (codes: readonly string[]) => {
        const names = format.languages(codes)
        const [first = '', second = ''] = names
        return names.length > 3
          ? `${first}, ${second} and ${n(names.length - 2)} more languages`
          : format.allOf(names)
      },
      quantized: ({ bits, agreement }: { readonly bits: number; readonly agreement: string }) =>
        `Compressed to ${n(bits)} bits. ${agreement}`.trim(),
      licence: (name: string) => `Licence: ${name}`,
      licenceLink: (name: string) => `Licence: ${name} (opens your browser)`,
      get: (sizeBytes: number | null) =>
        sizeBytes === null ? 'Download' : `Download (${format.bytes(sizeBytes)})`,
      retry: 'Try again',
      cancel: 'Cancel',
      use: 'Use',
      trying: 'Trying it…',
      remove: 'Remove…',
      several: (count: number) => `${n(count)} models`,
      downloadOf: (name: string) => `Download of ${name}`,
      download,
      downloadLine: (name: string, progress: DownloadProgress, againInMs: number | null = null) => {
        const now =
          progress.phase === 'downloading'
            ? joined(received(progress), byteRate(progress))
            : download(progress, againInMs)
        return `Downloading ${name}: ${now}`
      },
      removeTitle: (name: string) => `Remove ${name}?`,
      removeText: (files: string | null, count: number) =>
        `${files === null ? 'Its files' : `Its files (${files})`}${
          count === 0 ? '' : ` and what it read from ${photos(count)}`
        } are deleted. Your photos, and what you gave them, stay.`,
      removeRoom: (room: string) => `This gives back ${room}.`,
      removeAgain: 'To use it again, it has to be downloaded or added again, and your photos read again.',
      removeButton: 'Remove model',
      removing: 'Removing…',
      removed: (name: string, room: string) => `${name} was removed: ${room} came back.`,
      add: 'Add a model from a folder…',
      adding: 'Trying the model…',
      addNote: (folder: string) =>
        `The folder holds a model.json and the files it names. A folder put into ${folder} is found by itself.`,
      addTitle: 'Choose the folder of a model',
      addIntro: 'The folder with its model.json. It is tried first, then copied.',
      addElsewhere: (folder: string) =>
        `Only folders within your home folder can be chosen here. One from elsewhere is added with “sightline models import” and its path; and a folder put into ${folder} is found by itself.`,
      addChoose: 'Add this model',
      added: (name: string) => `${name} was added. It can be used now.`,
      network: (from: string | null) =>
        `Sightline goes online for one thing only: a model that you click to download${
          from === null ? '' : `, from ${from}`
        }. Nothing about you or your photos is sent.`,
      news: {
        answers: (name: string) => `${name} answers your searches now.`,
        preparing: (name: string) => `${name} is being prepared.`,
        downloaded: (name: string) => `${name} is on this computer and can be used.`,
        notDownloaded: (name: string, problem: string) => `${name}: ${problem}`,
      },
    },
    switching: {
      title: preparing,
      line: (change: ModelSwitch) =>
        change.phase === 'indexing'
          ? `${preparing(change)}: building its index`
          : joined(soFar(change), rate(change.photosPerSecond), time(change.timeLeftMs)),
      paused: (change: ModelSwitch, why: string) => joined(soFar(change), why),
      counts: (change: ModelSwitch) =>
        change.phase === 'indexing'
          ? 'All photos are read. Building the index…'
          : joined(
              `${n(change.done)} of ${photos(change.total)}`,
              rate(change.photosPerSecond),
              left(change.timeLeftMs),
            ),
      pausedCounts: (change: ModelSwitch, why: string) =>
        joined(`${n(change.done)} of ${photos(change.total)}`, why),
      meanwhile: (old: string) =>
        `${old} answers until then. You can go on searching, and close Sightline: it goes on where it stopped.`,
      anewTitle: 'Reading your photos anew',
      anew: (name: string) =>
        `${name} reads your photos anew: pictures are prepared better now. It answers as before until then, and goes on where it stopped when you close Sightline.`,
      restTitle: (name: string) => `Reading the other photos for ${name}`,
      answering: (name: string, done: number) =>
        `${name} answers already, and finds only the ${ready(done)}. The others follow by themselves.`,
      unread: (count: number, name: string) =>
        `${photos(count)} ${many(count, 'has', 'have')} not been read for ${name} yet.`,
      away: (count: number) =>
        `${n(count)} ${many(count, 'file cannot', 'files cannot')} be reached or read now; ${many(count, 'it follows', 'they follow')} when ${many(count, 'it can', 'they can')}.`,
      now: 'Use it now',
      nowNote: (done: number) =>
        done === 0
          ? 'No photo is ready for it yet: used now, it would find nothing.'
          : `Used now, it finds only the ${ready(done)}; the others follow.`,
      stay: (old: string) => `Stay with ${old}`,
      back: (old: string) => `Go back to ${old}`,
    },
    embeddings: {
      title: 'Kept for each model',
      note: 'What a model read from your photos. While it is kept, going back to that model takes no time. That of a former model is deleted after 30 days.',
      kept: (count: number, size: string) => `${photos(count)} · ${size}`,
      inUse: 'in use',
      beingMade: 'being made',
      remove: 'Delete…',
      removeTitle: (name: string) => `Delete what ${name} read?`,
      removeText: (name: string, count: number, size: string) =>
        `This gives back ${size}. To use ${name} again, ${photos(count)} ${many(count, 'has', 'have')} to be read anew. The model, your photos and what you gave them stay.`,
      removeButton: 'Delete',
      removed: (name: string, count: number) => `What ${name} read from ${photos(count)} was deleted.`,
    },
    processor: {
      title: 'Processor',
      names: {
        cpu: 'CPU',
        cuda: 'CUDA (NVIDIA)',
        dml: 'DirectML (Windows)',
        coreml: 'CoreML (Apple)',
        webgpu: 'WebGPU',
      } satisfies Record<ProviderName, string>,
      choice: 'Processor that reads photos',
      automatic: 'Automatic: the fastest that agrees with the CPU',
      inUse: (name: string) => `${name} reads your photos.`,
      notMeasured:
        'Nothing has been measured yet: the CPU reads photos. Sightline measures by itself when it reads many, or when you ask.',
      measured: (when: string, model: string) => `Measured ${when} with ${model}.`,
      measure: 'Measure now',
      measureAgain: 'Measure again',
      measuring: 'Measuring…',
      measuringNote: 'Each processor reads the same pictures as the CPU. This can take some minutes.',
      tried: 'What was tried',
      columns: { processor: 'Processor', verdict: 'Result', speed: 'Speed', agreement: 'Agreement' },
      speed: (perSecond: number) => `${format.perSecond(perSecond)} photos/s`,
      agreement: (cosine: number) => format.score(cosine),
      agreementNote:
        'Agreement says how closely each reads photos as the CPU does: 1 is the same, and less than 0.99 is not used.',
      verdicts: {
        'in-use': 'In use',
        agrees: 'Agrees',
        slower: 'Slower',
        disagrees: 'Disagrees',
        failed: 'Failed',
        'gave-up': 'Gave up',
        'not-here': 'Not here',
      } satisfies Record<ProviderTrial['verdict'], string>,
    },
    memory: {
      title: 'Memory',
      label: 'Models leave the memory',
      after: (ms: number) => `After ${format.timeLeft(ms)} without a search`,
      note: 'The next search brings them back within a second.',
    },
  }
}
