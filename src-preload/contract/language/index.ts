export * from './query-parts.ts'
