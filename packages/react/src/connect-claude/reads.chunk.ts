export { ReadAndNever } from './read-and-never.tsx'
