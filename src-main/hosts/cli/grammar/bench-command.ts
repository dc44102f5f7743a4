import { Argument, type Command } from 'commander'
import type { BenchArgs, DiskBenchArgs, EmbedBenchArgs } from '../commands/bench.ts'
import type { Run } from '../run.ts'
import { pathValue, wholeNumber } from './arguments.ts'

export function addBenchCommand(program: Command, run: Run): void {
  program
    .command('bench')
    .description(
      'measure indexing, retrieval and search on this machine; with "disk": scans, formats, moves; ' +
        'with "embed": pictures and words through a model of CLIP\'s size; with "quality": how good answers are',
    )
    .addArgument(new Argument('[part]', 'what else to measure').choices(['disk', 'embed', 'quality']))
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
    .action(
      (part: 'disk' | 'embed' | 'quality' | undefined, options: BenchArgs & DiskBenchArgs & EmbedBenchArgs) =>
        run(async (context) => {
          const commands = await import('../commands/bench.ts')
          if (part === 'embed') return commands.benchEmbed(context, options)
          if (part === 'quality') return commands.benchQuality(context, options)
          return part === 'disk' ? commands.benchDisk(context, options) : commands.bench(context, options)
        }),
    )
}
