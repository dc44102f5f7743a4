import { join, resolve } from 'node:path'

export const modelsDir = resolve(import.meta.dirname, '../../models')
export const starterModel = join(modelsDir, 'starter')
