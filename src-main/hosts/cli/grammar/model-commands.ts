import { Argument, Option, type Command } from 'commander'
import type { CheckOptions } from '../commands/models/check.ts'
import type { Run } from '../run.ts'
import { notBlank, pathValue, wholeNumber } from './arguments.ts'

/** Which models there are, and which one answers. */
export function addModelCommands(program: Command, run: Run): void {
  const list = () => run(async (context) => (await import('../commands/models/list.ts')).listModels(context))
  const models = program.command('models')
  models
    .description('show the models that are here and those that can be fetched')
    .usage('[options] [command]')
    .argument('[word]')
    .action((word: string | undefined) => {
      if (word === undefined) return list()
      const names = models.commands.map((command) => command.name()).join(', ')
      return models.error(`error: unknown command 'models ${word}' (there are ${names})`)
    })
    .allowExcessArguments()
  models
    .command('list')
    .description('the same')
    .action(() => list())
  models
    .command('get')
    .addArgument(id('a model that is offered'))
    .description('fetch a model; a download that broke off goes on')
    .action((id: string) =>
      run(async (context) => (await import('../commands/models/get.ts')).getModel(context, id)),
    )
  models
    .command('use')
    .addArgument(id('a model that is here'))
    .description('read all photos for a model, which then answers')
    .option('--now', 'it answers at once, with the photos read so far', false)
    .action((id: string, options: { now: boolean }) =>
      run(async (context) => (await import('../commands/models/use.ts')).useModel(context, id, options)),
    )
  models
    .command('import')
    .argument('<dir>', 'a folder with model.json and what it names', notBlank)
    .description('try a model and copy it into the data folder')
    .action((dir: string) =>
      run(async (context) => (await import('../commands/models/import.ts')).importFolder(context, dir)),
    )
  models
    .command('remove')
    .addArgument(id('a model that is here'))
    .description('delete a model and what the catalog keeps for it; photos stay')
    .action((id: string) =>
      run(async (context) => (await import('../commands/models/remove.ts')).removeModel(context, id)),
    )
  models
    .command('forget')
    .addArgument(id('a model that does not answer'))
    .description('delete what the catalog keeps for a model; the model and the photos stay')
    .action((id: string) =>
      run(async (context) => (await import('../commands/models/forget.ts')).forgetModel(context, id)),
    )
  models
    .command('check')
    .addArgument(id('a model that is here'))
    .description('compare a model with the one that it stands in for')
    .option('--against <id>', 'the other model; by default its original, if that is here', notBlank)
    .option('--folder <dir>', 'photos to compare with; by default those of the library', pathValue)
    .addOption(new Option('--limit <n>', 'how many photos').argParser(wholeNumber(1, 5_000)).default(200))
    .action((id: string, options: CheckOptions) =>
      run(async (context) => (await import('../commands/models/check.ts')).checkModel(context, id, options)),
    )
}

const id = (description: string) => new Argument('<id>', description).argParser(notBlank)
