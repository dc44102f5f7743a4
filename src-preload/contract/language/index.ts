export * from './query-parts.ts'
export { localNowMs } from './calendar.ts'
export { parseQuery } from './parse-query.ts'
export { isLookedFor, printPart, printQuery, printValue } from './print-query.ts'
