/**
 * Rules of a folder, said from a folder above it: `prefix` is the way down, with `/` between the parts. What a line
 * matched below its folder it matches there and nowhere else.
 */
export function rulesBelow(rules: string, prefix: string): string {
  const folder = `/${escaped(prefix)}/`
  return rules
    .split(/\r?\n/)
    .map((line) => (isRule(line) ? movedDown(line, folder) : line))
    .join('\n')
}

function isRule(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#')
}

function movedDown(line: string, folder: string): string {
  const [sign, rule] = line.startsWith('!') ? ['!', line.slice(1)] : ['', line]
  // A slash before the end ties a rule to its folder; others hold at every depth.
  const isTied = rule.replace(/\/\s*$/, '').includes('/')
  return `${sign}${folder}${isTied ? rule.replace(/^\//, '') : `**/${rule}`}`
}

/** Names may hold what rules take for wildcards. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]!#]/g, '\\$&').replace(/ +$/, (spaces) => spaces.replaceAll(' ', '\\ '))
}
