import type { ErrorCode } from '../../../src-preload/contract/index.ts'

/** HTTP statuses for error codes; scripts should go by the code in the body. */
export const statuses = {
  'bad-arguments': 400,
  'query-not-understood': 400,
  'unknown-request': 404,
  forbidden: 403,
  'not-found': 404,
  'root-missing': 404,
  'root-not-a-folder': 400,
  'root-unreadable': 403,
  'file-gone': 410,
  'picture-unreadable': 422,
  'model-missing': 503,
  'model-broken': 503,
  'model-refused': 422,
  'model-in-use': 409,
  'download-failed': 502,
  'catalog-newer': 503,
  'data-folder-busy': 503,
  'data-folder-unusable': 503,
  'disk-full': 507,
  'engine-down': 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>
