const commands =
  'add|index|search|similar|status|doctor|backup|restore|remove|serve|models(?: (?:get|use|import|remove|check))?'
const hint = new RegExp(
  String.raw`(?<![\w/.-])sightline (?:${commands})(?: (?:DIR|FILE|ID|--[a-z-]+))*(?![\w/-])`,
  'g',
)

/** Sentences name commands to go on with; called with --data, they must mean the same library. */
export function withDataFolder(text: string, data: string | undefined): string {
  if (data === undefined) return text
  const shown = /^[\w./:\\@%+=-]+$/.test(data) ? data : `'${data}'`
  return text.replace(hint, (command) => `${command} --data ${shown}`)
}
