export { MappingList } from './mapping-list.tsx'
