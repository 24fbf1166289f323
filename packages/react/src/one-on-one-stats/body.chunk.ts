export { OneOnOneBody } from './body.tsx'
