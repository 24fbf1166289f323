import { type MappingState, mappingStates } from '@windmill/claude-core'
import type { Mapping } from '@windmill/claude-core/internal'
import type { MappingCounts, StorageAdapter } from '../adapter.ts'
import { compareMappingPositions, getMappingPosition } from '../mapping-position.ts'
import { buildSearchText, buildUserSearchText, splitSearchWords } from '../search-text.ts'
import { type Account, type Accounts, isExcluded } from './accounts.ts'

type MappingMethods = Pick<StorageAdapter, 'countMappings' | 'listMappings' | 'getMapping'>

export const createMappingMethods = ({ getAccount }: Accounts): MappingMethods => ({
  async countMappings(accountId) {
    const account = getAccount(accountId)
    const counts: Record<MappingState | 'stale', number> = { ...zeroCounts }
    for (const [id, email] of account.emails) {
      if (isExcluded(account, id)) continue
      const mapping = account.mappings.get(id)
      counts[mapping && mapping.user.email === email ? mapping.state : 'stale'] += 1
    }
    return counts
  },
  async listMappings(accountId, { state, search, after, limit }) {
    const account = getAccount(accountId)
    const words = splitSearchWords(search)
    const found = listCurrentMappings(account)
      .filter((mapping) => state === undefined || mapping.state === state)
      .filter((mapping) => words.every((word) => buildMappingSearchText(account, mapping).includes(word)))
      .map((mapping) => ({ mapping, position: getMappingPosition(mapping) }))
      .filter(({ position }) => after === null || compareMappingPositions(position, after) > 0)
      .sort((a, b) => compareMappingPositions(a.position, b.position))
    return structuredClone(found.slice(0, limit).map(({ mapping }) => mapping))
  },
  async getMapping(accountId, claudeUserId) {
    const found = listCurrentMappings(getAccount(accountId)).find(({ user }) => user.id === claudeUserId)
    return structuredClone(found ?? null)
  },
})

/** The counts of an account without Claude users. */
const zeroCounts = Object.fromEntries([...mappingStates, 'stale'].map((state) => [state, 0])) as Record<
  keyof MappingCounts,
  number
>

/** Lists the stored mappings with the current links. */
const listCurrentMappings = (account: Account): Mapping[] =>
  [...account.mappings.values()]
    .filter(({ user }) => !isExcluded(account, user.id))
    .map((mapping) => ({ ...mapping, link: account.links.get(mapping.user.id) ?? null }))

const buildMappingSearchText = ({ employees }: Account, { user, link }: Mapping): string => {
  const employee = link?.employeeId ? employees.get(link.employeeId) : undefined
  return `${buildUserSearchText(user)} ${employee ? buildSearchText(employee) : ''}`
}
