export { Matter } from './matter.tsx'
