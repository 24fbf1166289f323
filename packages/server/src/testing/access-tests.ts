import type { Access, AccessEntry } from '../storage/adapter.ts'
import { createAccountId, toEmployeeId } from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

/** Creates an access of the viewer to the subjects' stats. */
const createAccess = (
  viewer: number | string,
  subjects: readonly (number | string)[],
  overrides: Partial<Access> = {},
): Access => ({
  at: 1_763_807_448_123,
  viewerId: toEmployeeId(viewer),
  kind: subjects.length === 1 ? 'employee' : 'team',
  period: { from: '2026-12-31', to: '2027-01-01' },
  subjects: subjects.map(toEmployeeId),
  ...overrides,
})

export const registerAccessTests = ({ test, expect, fc }: TestContext): void => {
  test('lists an access for each of its subjects, newest first, and for no one else', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const accesses = [
      createAccess('lead', [1], { at: 3_001 }),
      createAccess('lead', [1, 2, 3], { at: 3_002 }),
      createAccess('ceo', [2], { at: 1_000, kind: 'export' }),
      createAccess('ceo', [3, 2, 1, 3], {
        at: 4_000,
        kind: 'adoption',
        period: { from: '2026-01-01', to: '2026-01-31' },
      }),
      createAccess('lead', [1], { at: 3_001 }),
    ]
    for (const access of accesses) await storage.addAccess(account, access)
    await storage.addAccess(other, createAccess('stranger', [1, 2]))
    const listEntries = async (id: number | string) =>
      (await storage.listAccess(account, toEmployeeId(id), { before: null, limit: 10 })).map(
        ({ id: _, ...entry }) => entry,
      )
    const selectEntries = (...indexes: number[]) =>
      indexes.map((index) => {
        const { subjects: _, ...entry } = accesses[index] ?? createAccess(0, [])
        return entry
      })
    expect(await listEntries(1)).toEqual(selectEntries(3, 1, 0, 4))
    expect(await listEntries(2)).toEqual(selectEntries(3, 1, 2))
    expect(await listEntries(3)).toEqual(selectEntries(3, 1))
    for (const id of ['lead', 4, '\0']) expect(await listEntries(id)).toEqual([])
  })

  test('does not list an employee’s access to their own stats, alone or in a group', async (storage) => {
    const account = createAccountId()
    await storage.addAccess(account, createAccess(1, [1]))
    await storage.addAccess(account, createAccess(1, [1, 2]))
    await storage.addAccess(account, createAccess(1, []))
    const page = { before: null, limit: 10 }
    expect(await storage.listAccess(account, toEmployeeId(1), page)).toEqual([])
    expect((await storage.listAccess(account, toEmployeeId(2), page)).length).toBe(1)
  })

  test('lists each access once, newest first, when all pages are read', async (storage) => {
    const account = createAccountId()
    // Several at the same time, and later ones with an earlier time.
    const times = [5, 9, 5, 5, 9, 1, 5, 5, 2]
    for (const [index, at] of times.entries())
      await storage.addAccess(account, createAccess('lead', index % 2 ? [1] : [1, 2], { at }))
    const seen: AccessEntry[] = []
    let before: AccessEntry | null = null
    for (;;) {
      const page: readonly AccessEntry[] = await storage.listAccess(account, toEmployeeId(1), { before, limit: 2 })
      seen.push(...page)
      before = page.at(-1) ?? null
      if (before === null) break
    }
    expect(seen.map(({ at }) => at)).toEqual([9, 9, 5, 5, 5, 5, 5, 2, 1])
    expect(new Set(seen.map(({ id }) => id)).size).toBe(9)
    expect(
      seen.filter(({ id }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([])
  })

  test('prunes access records older than the cutoff in one account only, and records later access to pruned groups', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const countAccess = async (accountId: typeof account, id: number) =>
      (await storage.listAccess(accountId, toEmployeeId(id), { before: null, limit: 10 })).length
    for (const accountId of [account, other]) {
      for (const at of [999, 1_000]) {
        await storage.addAccess(accountId, createAccess('lead', [1], { at }))
        await storage.addAccess(accountId, createAccess('lead', [2, 3], { at }))
      }
      await storage.addAccess(accountId, createAccess('lead', [4, 5], { at: 999 }))
    }
    for (let repetition = 0; repetition < 2; repetition += 1) {
      await storage.pruneAccess(account, 1_000)
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countAccess(account, id)))).toEqual([1, 1, 1, 0, 0])
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countAccess(other, id)))).toEqual([2, 2, 2, 1, 1])
    }
    await storage.addAccess(account, createAccess('lead', [5, 4], { at: 2_000 }))
    await storage.addAccess(account, createAccess('lead', [3, 2], { at: 2_000 }))
    expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countAccess(account, id)))).toEqual([1, 2, 2, 1, 1])
    await storage.pruneAccess(createAccountId(), 1_000)
  })

  test('loses no access to a group that is recorded while others are pruned', async (storage) => {
    const account = createAccountId()
    const accesses = Array.from({ length: 12 }, (_, index) =>
      createAccess('lead', index % 2 ? [1, 2, 3] : [3, 1], { at: 5_000 }),
    )
    await Promise.all([
      ...accesses.map((access) => storage.addAccess(account, access)),
      ...[1, 2, 3].map(() => storage.pruneAccess(account, 1_000)),
    ])
    expect((await storage.listAccess(account, toEmployeeId(1), { before: null, limit: 20 })).length).toBe(12)
    expect((await storage.listAccess(account, toEmployeeId(2), { before: null, limit: 20 })).length).toBe(6)
  })

  test('accepts ids with unusual characters and rejects ids that cannot be stored', async (storage) => {
    const account = createAccountId()
    const oddIds = ['a,b', 'a', 'b', '["a"]', '', "'; drop table x; --", '🙂']
    await storage.addAccess(account, createAccess('"', oddIds))
    await storage.addAccess(account, createAccess('"', ['a', 'b']))
    await storage.addAccess(account, createAccess('"', ['a,b']))
    const counts = oddIds.map(
      async (id) => (await storage.listAccess(account, toEmployeeId(id), { before: null, limit: 9 })).length,
    )
    expect(await Promise.all(counts)).toEqual([2, 2, 2, 1, 1, 1, 1])
    // Joined with commas, the stored ids of both groups read e-p,e-q,e-r.
    await storage.addAccess(account, createAccess('"', ['p,e-q', 'r'], { at: 1 }))
    await storage.addAccess(account, createAccess('"', ['p', 'q,e-r'], { at: 2 }))
    const listTimes = async (id: string) =>
      (await storage.listAccess(account, toEmployeeId(id), { before: null, limit: 9 })).map(({ at }) => at)
    expect(await Promise.all(['p', 'p,e-q', 'q,e-r', 'r'].map(listTimes))).toEqual([[2], [1], [2], [1]])
    for (const invalid of [createAccess('\0', [1]), createAccess(1, ['\0']), createAccess(1, [2, '\uD800'])]) {
      expect(await getRejectionCode(storage.addAccess(account, invalid))).toBe('id_invalid')
    }
  })

  test('lists access to groups of twelve thousand employees, newest first', async (storage) => {
    const account = createAccountId()
    const everyone = Array.from({ length: 12_000 }, (_, index) => index)
    for (const [at, viewer] of ['a', 'b'].entries())
      await storage.addAccess(account, createAccess(viewer, everyone, { kind: 'adoption', at }))
    const [newest, ...older] = await storage.listAccess(account, toEmployeeId(11_999), { before: null, limit: 9 })
    expect([newest?.viewerId, older.length]).toEqual([toEmployeeId('b'), 1])
  })

  test('lists exactly the access by others, for random accesses', async (storage) => {
    const viewer = fc.integer({ min: 0, max: 4 })
    const randomAccesses = fc.array(fc.record({ viewer, subjects: fc.shuffledSubarray([0, 1, 2, 3, 4]) }))
    await fc.assert(
      fc.asyncProperty(randomAccesses, async (accesses) => {
        const account = createAccountId()
        for (const [at, { viewer, subjects }] of accesses.entries()) {
          await storage.addAccess(account, createAccess(viewer, subjects, { at }))
        }
        for (const id of [0, 1, 2, 3, 4]) {
          const expected = accesses
            .map((access, at) => ({ ...access, at }))
            .filter(({ viewer, subjects }) => viewer !== id && subjects.includes(id))
            .map(({ at }) => at)
          const listed = await storage.listAccess(account, toEmployeeId(id), { before: null, limit: 100 })
          expect(listed.map(({ at }) => at)).toEqual(expected.toReversed())
        }
      }),
      { numRuns: 20 },
    )
  })
}
