export { ReviewBody } from './body.tsx'
