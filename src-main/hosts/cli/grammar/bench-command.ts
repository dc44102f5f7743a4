import { Argument, type Command } from 'commander'
import type { BenchArgs, DiskBenchArgs, EmbedBenchArgs, SearchBenchArgs } from '../commands/bench.ts'
import type { Run } from '../run.ts'
import { pathValue, wholeNumber } from './arguments.ts'

const parts = ['disk', 'embed', 'search', 'quality'] as const
type Part = (typeof parts)[number]
type AllArgs = BenchArgs & DiskBenchArgs & EmbedBenchArgs & SearchBenchArgs

export function addBenchCommand(program: Command, run: Run): void {
  program
    .command('bench')
    .description(
      'measure indexing, retrieval and search on this machine; with "disk": scans, formats, moves; ' +
        'with "embed": pictures and words through a model of CLIP\'s size; with "search": searching among a million photos; ' +
        'with "quality": how good answers are',
    )
    .addArgument(new Argument('[part]', 'what else to measure').choices(parts))
    .option(
      '--photos <dir>',
      'photos to measure with; by default the captioned ones beside the project',
      pathValue,
    )
    .option('--captions <file>', 'lines of file name, tab, caption', pathValue)
    .option('--vectors <n>', 'synthetic vectors; 0 leaves that part out', wholeNumber(0, 10_000_000), 100_000)
    .option('--files <n>', 'disk: files that do not change', wholeNumber(1, 10_000_000), 100_000)
    .option('--moved <n>', 'disk: files unpacked at once, and moved', wholeNumber(1, 1_000_000), 10_000)
    .option('--heic <file>', 'disk: a HEIC photo', pathValue)
    .option('--raw <file>', "disk: a camera's RAW file instead of a made-up one", pathValue)
    .option('--pictures <n>', 'embed: JPEGs of 12 megapixels', wholeNumber(4, 100_000), 64)
    .option('--texts <n>', 'embed: texts to time', wholeNumber(1, 100_000), 100)
    .option('--crops <n>', 'search: parts of the photos to embed', wholeNumber(0, 1_000_000), 20_000)
    .option(
      '--library <n...>',
      'search: photos of each made-up library; 0 leaves them out; by default 100,000 and 1,000,000',
      (text: string, earlier: readonly number[] = []) => [...earlier, wholeNumber(0, 10_000_000)(text)],
    )
    .action((part: Part | undefined, options: AllArgs) =>
      run(async (context) => {
        const commands = await import('../commands/bench.ts')
        if (part === 'search') return commands.benchSearch(context, options)
        if (part === 'quality') return commands.benchQuality(context, options)
        if (part === 'embed') return commands.benchEmbed(context, options)
        return part === 'disk' ? commands.benchDisk(context, options) : commands.bench(context, options)
      }),
    )
}
