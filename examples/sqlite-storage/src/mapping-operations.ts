import { type AccountId, type MappingState, mappingStates } from '@windmill/claude-core'
import type { MappingCounts, StorageAdapter } from '@windmill/claude-server'
import {
  buildSearchText,
  buildUserSearchText,
  compareMappingPositions,
  getMappingPosition,
  type Mapping,
  splitSearchWords,
} from '@windmill/claude-server/storage'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { readLinks } from './links.ts'
import { readEmails, readEmployees } from './people.ts'

type MappingOperations = Pick<StorageAdapter, 'countMappings' | 'listMappings' | 'getMapping'>

export const createMappingOperations = (db: Database): MappingOperations => ({
  countMappings: (accountId) =>
    db.read(() => {
      const { isExcluded } = readKeptDays(db, accountId)
      const mappings = new Map(readMappings(db, accountId).map((mapping) => [mapping.user.id, mapping]))
      const counts = Object.fromEntries([...mappingStates, 'stale'].map((state) => [state, 0])) as Record<
        MappingState | 'stale',
        number
      > satisfies MappingCounts
      for (const [id, email] of readEmails(db, accountId)) {
        if (isExcluded(id)) continue
        const mapping = mappings.get(id)
        counts[mapping && mapping.user.email === email ? mapping.state : 'stale'] += 1
      }
      return counts
    }),
  listMappings: (accountId, { state, search, after, limit }) =>
    db.read(() => {
      const words = splitSearchWords(search)
      const employees = readEmployees(db, accountId)
      const buildText = ({ user, link }: Mapping): string => {
        const employee = link?.employeeId ? employees.get(link.employeeId) : undefined
        return `${buildUserSearchText(user)} ${employee ? buildSearchText(employee) : ''}`
      }
      return listCurrentMappings(db, accountId)
        .filter((mapping) => state === undefined || mapping.state === state)
        .filter((mapping) => words.length === 0 || words.every((word) => buildText(mapping).includes(word)))
        .map((mapping) => ({ mapping, position: getMappingPosition(mapping) }))
        .filter(({ position }) => after === null || compareMappingPositions(position, after) > 0)
        .sort((a, b) => compareMappingPositions(a.position, b.position))
        .slice(0, limit)
        .map(({ mapping }) => mapping)
    }),
  getMapping: (accountId, claudeUserId) =>
    db.read(() => listCurrentMappings(db, accountId).find(({ user }) => user.id === claudeUserId) ?? null),
})

/** Returns the mappings as the last decision stored them. */
export const readMappings = (db: Database, accountId: AccountId): Mapping[] =>
  db.all<{ mapping: string }>`select mapping from mappings where account_id = ${accountId}`.map(({ mapping }) =>
    JSON.parse(mapping),
  )

/** Returns the stored mappings with the current links. */
const listCurrentMappings = (db: Database, accountId: AccountId): Mapping[] => {
  const { isExcluded } = readKeptDays(db, accountId)
  const links = readLinks(db, accountId)
  return readMappings(db, accountId)
    .filter(({ user }) => !isExcluded(user.id))
    .map((mapping) => ({ ...mapping, link: links.get(mapping.user.id) ?? null }))
}
