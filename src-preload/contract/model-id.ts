import { z } from 'zod'

/** Devices for Windows, whatever extension such a name has and in whatever folder it stands. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\.|$)/i

/** Why a file or a folder of this name could not be made, or not be found again, on Windows; null where it could. */
export function windowsNameProblem(name: string): string | null {
  if (name.endsWith('.')) return 'ends with a dot, which Windows leaves off'
  if (deviceName.test(name)) return 'is a name that Windows keeps for a device'
  return null
}

/**
 * Why this is not the id of a model; null where it is one. Folders are named by it, so whatever it is read from (a
 * manifest, a catalog that somebody else wrote, a command line), no other text may become part of a path.
 */
export function modelIdProblem(id: string): string | null {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(id)) return 'not the id of a model'
  if (id.length > 100) return 'longer than 100 characters'
  return windowsNameProblem(id)
}

export const modelId = z.string().superRefine((id, context) => {
  const problem = modelIdProblem(id)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem })
})
