import { type MappingReasonCode, mappingStates } from '@windmill/claude-core'
import type { Mapping } from '@windmill/claude-core/internal'
import type { LinkChanges, MappingPosition, MappingQuery, StorageAdapter } from '../storage/adapter.ts'
import { compareMappingPositions, getMappingPosition } from '../storage/mapping-position.ts'
import {
  acquireLongLease,
  createAccountId,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

type AccountId = ReturnType<typeof createAccountId>

/** Stores mappings, and link changes before them. */
const storeMappings = (
  storage: StorageAdapter,
  account: AccountId,
  mappings: readonly Mapping[],
  ...changes: readonly LinkChanges[]
): Promise<void> =>
  storage.decideLinks(account, () => ({
    claudeUserIds: [],
    decideChanges: () => ({ changes, mappings, protect: [], unprotect: [] }),
  }))

const createMapping = (
  id: number | string,
  state: Mapping['state'],
  email: string | null = `user_${id}@example.com`,
  fields: Partial<Mapping> = {},
): Mapping => ({
  user: { id: toClaudeUserId(id), email },
  state,
  reason: 'nobody_has_it',
  link: null,
  candidates: [],
  ...fields,
})

/** Stores Claude users with the addresses of fixtures. */
const storeUsers = async (storage: StorageAdapter, account: AccountId, ids: readonly number[]): Promise<void> => {
  const token = await acquireLongLease(storage, account)
  await storage.writeDay(
    account,
    token,
    createDayReading(
      '2026-11-01',
      ids.map((id) => createUsageDay(id)),
    ),
  )
}

const wholeList: MappingQuery = { search: '', after: null, limit: 100 }

export const registerMappingTests = ({ test, expect, fc }: TestContext): void => {
  test('lists stored mappings with the current link, and replaces those that change', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const candidates = [toEmployeeId(1), toEmployeeId('odd "id", with {braces}')]
    const conflict = createMapping(1, 'conflict', null, { reason: 'several_active', candidates })
    const matched = createMapping(2, 'matched', 'ADA@example.com', { reason: 'same_email' })
    await storeMappings(storage, account, [matched, conflict], createLinkChanges({ set: [createLink(2, 7)] }))
    const expected = [conflict, { ...matched, link: createLink(2, 7) }]
    for (let repetition = 0; repetition < 2; repetition += 1) {
      expect(await storage.listMappings(account, wholeList)).toEqual(expected)
      expect(await storage.getMapping(account, toClaudeUserId(2))).toEqual(expected[1])
      await storeMappings(storage, account, [conflict, matched])
    }
    const flagged = createMapping(2, 'flagged', 'ada@example.org', { reason: 'email_changed' })
    await storeMappings(storage, account, [flagged], createLinkChanges({ remove: [toClaudeUserId(2)] }))
    expect(await storage.listMappings(account, wholeList)).toEqual([conflict, flagged])
    for (const id of ['unknown', '\0']) expect(await storage.getMapping(account, toClaudeUserId(id))).toBe(null)
    expect(await storage.listMappings(other, wholeList)).toEqual([])
    expect(await storage.getMapping(other, toClaudeUserId(2))).toBe(null)
    await storage.eraseAccount(account)
    expect(await storage.listMappings(account, wholeList)).toEqual([])
  })

  test('gives the candidates of stored conflicts to a decision, even after a renaming', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2)])
    const readConflicts = async (id: AccountId) => {
      let found: unknown
      await storage.decideLinks(id, ({ conflicts }) => {
        found = conflicts
        return { claudeUserIds: [], decideChanges: () => ({ changes: [], mappings: [], protect: [], unprotect: [] }) }
      })
      return found
    }
    const candidates = [1, 2].map(toEmployeeId)
    await storeMappings(storage, account, [
      createMapping(1, 'conflict', null, { reason: 'former_owner', candidates }),
      createMapping(2, 'flagged', null, { reason: 'address_passed_on', candidates }),
      createMapping(3, 'unmatched'),
    ])
    expect(await readConflicts(account)).toEqual(new Map([[toClaudeUserId(1), candidates]]))
    expect(await readConflicts(other)).toEqual(new Map())
    const [from, to] = [toEmployeeId(1), toEmployeeId('odd "id", with {braces}')]
    await storage.renameEmployees(account, [{ from, to }], { at: 1, by: 'host' })
    expect(await readConflicts(account)).toEqual(new Map([[toClaudeUserId(1), [to, candidates[1]]]]))
    expect((await storage.listMappings(account, wholeList)).map(({ state }) => state)).toEqual(['conflict'])
    await storeMappings(storage, account, [createMapping(1, 'matched', null, { reason: 'chosen' })])
    expect(await readConflicts(account)).toEqual(new Map())
  })

  test('counts Claude users by state, and counts new Claude users and those with another address as stale', async (storage) => {
    const account = createAccountId()
    const zeroCounts = { unmatched: 0, conflict: 0, flagged: 0, ignored: 0, matched: 0, stale: 0 }
    expect(await storage.countMappings(account)).toEqual(zeroCounts)
    await storeUsers(storage, account, [1, 2, 3, 4])
    expect(await storage.countMappings(account)).toEqual({ ...zeroCounts, stale: 4 })
    await storeMappings(storage, account, [
      createMapping(1, 'matched'),
      createMapping(2, 'matched', 'former@example.com'),
      createMapping(3, 'unmatched'),
      createMapping('not stored', 'ignored'),
    ])
    expect(await storage.countMappings(account)).toEqual({ ...zeroCounts, matched: 1, unmatched: 1, stale: 2 })
    expect(await storage.countMappings(createAccountId())).toEqual(zeroCounts)
  })

  test('finds mappings by every word of the search, in the Claude user or in the linked employee', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [
      createEmployee(7, { name: 'Zoë Šťastná', emails: ['zoe@corp.test'] }),
      createEmployee(8, { name: 'Bo_Ek' }),
    ])
    await storeMappings(
      storage,
      account,
      [
        createMapping(1, 'matched', 'Z.S@example.com'),
        createMapping(2, 'matched', 'b%o@example.org'),
        createMapping(3, 'unmatched', null),
      ],
      createLinkChanges({ set: [createLink(1, 7), createLink(2, 8)] }),
    )
    const findIds = async (search: string) =>
      (await storage.listMappings(account, { ...wholeList, search })).map(({ user }) => user.id)
    const ids = [1, 2, 3].map(toClaudeUserId)
    expect(await findIds('')).toEqual([ids[2], ids[0], ids[1]])
    expect(await findIds('ZOE stastna z.s@')).toEqual([ids[0]])
    expect(await findIds('corp')).toEqual([ids[0]])
    expect(await findIds('example o_e')).toEqual([ids[1]])
    expect(await findIds('b%o')).toEqual([ids[1]])
    expect(await findIds('z.s bo_ek')).toEqual([])
    expect(await findIds('%')).toEqual([ids[1]])
    expect(await findIds('\\')).toEqual([])
    expect(await findIds('\0')).toEqual([])
    expect(await findIds(String(ids[2]))).toEqual([ids[2]])
  })

  test('forgets all mappings but conflicts when employee ids change', async (storage) => {
    const account = createAccountId()
    await storeUsers(storage, account, [1])
    await storage.replaceDirectory(account, [createEmployee(7)])
    await storeMappings(storage, account, [createMapping(1, 'flagged', undefined, { candidates: [toEmployeeId(7)] })])
    await storage.renameEmployees(account, [{ from: toEmployeeId(7), to: toEmployeeId(9) }], { at: 1, by: 'admin' })
    expect(await storage.listMappings(account, wholeList)).toEqual([])
    expect((await storage.countMappings(account)).stale).toBe(1)
  })

  test('pages through the mappings of any state in order, without a gap or a repetition', async (storage) => {
    const reasons: readonly MappingReasonCode[] = ['nobody_has_it', 'chosen', 'set_aside']
    const anyMapping = fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      state: fc.constantFrom(...mappingStates),
      email: fc.constantFrom(null, '', 'a@x.org', 'A@x.org', 'b@x.org', 'é@x.org'),
      reason: fc.constantFrom(...reasons),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMapping, { maxLength: 30 }),
        fc.option(fc.constantFrom(...mappingStates), { nil: undefined }),
        fc.integer({ min: 1, max: 7 }),
        async (given, state, limit) => {
          const account = createAccountId()
          const mappings = [...new Map(given.map((mapping) => [mapping.id, mapping])).values()].map(
            ({ id, state: mappingState, email, reason }) =>
              // An address is never an empty string.
              createMapping(id, mappingState, email || null, { reason }),
          )
          await storeMappings(storage, account, mappings)
          const found: Mapping[] = []
          let after: MappingPosition | null = null
          for (let isOver = false; !isOver; ) {
            const page: readonly Mapping[] = await storage.listMappings(account, { state, search: '', after, limit })
            found.push(...page)
            const last = page.at(-1)
            after = last ? getMappingPosition(last) : null
            isOver = page.length < limit
          }
          const expected = mappings
            .filter((mapping) => state === undefined || mapping.state === state)
            .sort((a, b) => compareMappingPositions(getMappingPosition(a), getMappingPosition(b)))
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 25 },
    )
  })
}
