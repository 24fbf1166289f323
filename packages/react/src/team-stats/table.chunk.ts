export { TeamTable } from './team-table.tsx'
