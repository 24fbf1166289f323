export { Overview } from './body.tsx'
