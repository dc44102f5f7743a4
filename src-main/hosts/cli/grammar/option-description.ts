import { Help, type Option } from 'commander'

const noNews = / \(default: (?:false|\[\])\)$/u

/** What the help says of an option: that a switch is off and a list empty unless they are given is no news. */
export function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(noNews, '')
}
