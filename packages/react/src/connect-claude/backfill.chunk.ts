export { Backfill } from './backfill.tsx'
