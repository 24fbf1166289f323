import type { Access } from '../storage/adapter.ts'
import { newAccount, personId } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './test-runner.ts'

/** A read of the subjects' stats by the viewer. */
const readBy = (
  viewer: number | string,
  subjects: readonly (number | string)[],
  rest: Partial<Access> = {},
): Access => ({
  at: 1_763_807_448_123,
  viewerId: personId(viewer),
  kind: subjects.length === 1 ? 'employee' : 'team',
  period: { from: '2026-12-31', to: '2027-01-01' },
  subjects: subjects.map(personId),
  ...rest,
})

export const accessTests = ({ test, expect, fc }: TestGroup): void => {
  test('lists a read for each of its subjects, newest first, and for no one else', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const reads = [
      readBy('lead', [1], { at: 3_001 }),
      readBy('lead', [1, 2, 3], { at: 2_000 }),
      readBy('ceo', [2], { at: 1_000, kind: 'export' }),
      readBy('ceo', [3, 2, 1, 3], { at: 4_000, kind: 'adoption', period: { from: '2026-01-01', to: '2026-01-31' } }),
      readBy('lead', [1], { at: 3_001 }),
    ]
    for (const each of reads) await storage.addAccess(account, each)
    await storage.addAccess(other, readBy('stranger', [1, 2]))
    const listReads = async (id: number | string) =>
      (await storage.listAccess(account, personId(id), { before: null, limit: 10 })).map(
        ({ number: _, ...entry }) => entry,
      )
    const entriesAt = (...indexes: number[]) =>
      indexes.map((index) => {
        const { subjects: _, ...entry } = reads[index] ?? readBy(0, [])
        return entry
      })
    expect(await listReads(1)).toEqual(entriesAt(4, 3, 1, 0))
    expect(await listReads(2)).toEqual(entriesAt(3, 2, 1))
    expect(await listReads(3)).toEqual(entriesAt(3, 1))
    for (const id of ['lead', 4, '\0']) expect(await listReads(id)).toEqual([])
  })

  test('does not list people’s reads of themselves, alone or as part of a group', async (storage) => {
    const account = newAccount()
    await storage.addAccess(account, readBy(1, [1]))
    await storage.addAccess(account, readBy(1, [1, 2]))
    await storage.addAccess(account, readBy(1, []))
    const page = { before: null, limit: 10 }
    expect(await storage.listAccess(account, personId(1), page)).toEqual([])
    expect((await storage.listAccess(account, personId(2), page)).length).toBe(1)
  })

  test('lists each read once when paging back to the oldest', async (storage) => {
    const account = newAccount()
    for (let at = 1; at <= 7; at += 1) await storage.addAccess(account, readBy('lead', at % 2 ? [1] : [1, 2], { at }))
    const seen: number[] = []
    let before: number | null = null
    for (;;) {
      const page = await storage.listAccess(account, personId(1), { before, limit: 3 })
      seen.push(...page.map(({ at }) => at))
      before = page.at(-1)?.number ?? null
      if (before === null) break
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('prunes reads older than the cutoff, in one account only, and records later reads of pruned groups', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const countReads = async (accountId: typeof account, id: number) =>
      (await storage.listAccess(accountId, personId(id), { before: null, limit: 10 })).length
    for (const each of [account, other]) {
      for (const at of [999, 1_000]) {
        await storage.addAccess(each, readBy('lead', [1], { at }))
        await storage.addAccess(each, readBy('lead', [2, 3], { at }))
      }
      await storage.addAccess(each, readBy('lead', [4, 5], { at: 999 }))
    }
    for (let run = 0; run < 2; run += 1) {
      await storage.pruneAccess(account, 1_000)
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countReads(account, id)))).toEqual([1, 1, 1, 0, 0])
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countReads(other, id)))).toEqual([2, 2, 2, 1, 1])
    }
    await storage.addAccess(account, readBy('lead', [5, 4], { at: 2_000 }))
    await storage.addAccess(account, readBy('lead', [3, 2], { at: 2_000 }))
    expect(await Promise.all([1, 2, 3, 4, 5].map((id) => countReads(account, id)))).toEqual([1, 2, 2, 1, 1])
    await storage.pruneAccess(newAccount(), 1_000)
  })

  test('loses no read when groups are read concurrently during a prune', async (storage) => {
    const account = newAccount()
    const reads = Array.from({ length: 12 }, (_, index) =>
      readBy('lead', index % 2 ? [1, 2, 3] : [3, 1], { at: 5_000 }),
    )
    await Promise.all([
      ...reads.map((each) => storage.addAccess(account, each)),
      ...[1, 2, 3].map(() => storage.pruneAccess(account, 1_000)),
    ])
    expect((await storage.listAccess(account, personId(1), { before: null, limit: 20 })).length).toBe(12)
    expect((await storage.listAccess(account, personId(2), { before: null, limit: 20 })).length).toBe(6)
  })

  test('accepts ids with unusual characters and rejects ids that cannot be stored', async (storage) => {
    const account = newAccount()
    const oddIds = ['a,b', 'a', 'b', '["a"]', '', "'; drop table x; --", '🙂']
    await storage.addAccess(account, readBy('"', oddIds))
    await storage.addAccess(account, readBy('"', ['a', 'b']))
    await storage.addAccess(account, readBy('"', ['a,b']))
    const counts = oddIds.map(
      async (id) => (await storage.listAccess(account, personId(id), { before: null, limit: 9 })).length,
    )
    expect(await Promise.all(counts)).toEqual([2, 2, 2, 1, 1, 1, 1])
    // Joined with commas, the stored ids of both groups read e-p,e-q,e-r.
    await storage.addAccess(account, readBy('"', ['p,e-q', 'r'], { at: 1 }))
    await storage.addAccess(account, readBy('"', ['p', 'q,e-r'], { at: 2 }))
    const listTimes = async (id: string) =>
      (await storage.listAccess(account, personId(id), { before: null, limit: 9 })).map(({ at }) => at)
    expect(await Promise.all(['p', 'p,e-q', 'q,e-r', 'r'].map(listTimes))).toEqual([[2], [1], [2], [1]])
    for (const invalid of [readBy('\0', [1]), readBy(1, ['\0']), readBy(1, [2, '\uD800'])]) {
      expect(await rejectionCode(storage.addAccess(account, invalid))).toBe('id_invalid')
    }
  })

  test('stores a read of twelve thousand people as one read', async (storage) => {
    const account = newAccount()
    const everyone = Array.from({ length: 12_000 }, (_, index) => index)
    for (const viewer of ['a', 'b']) await storage.addAccess(account, readBy(viewer, everyone, { kind: 'adoption' }))
    const [newest, ...older] = await storage.listAccess(account, personId(11_999), { before: null, limit: 9 })
    expect([newest?.viewerId, older.length]).toEqual([personId('b'), 1])
  })

  test('lists exactly the reads by others, for random reads', async (storage) => {
    const viewer = fc.integer({ min: 0, max: 4 })
    const reads = fc.array(fc.record({ viewer, subjects: fc.shuffledSubarray([0, 1, 2, 3, 4]) }))
    await fc.assert(
      fc.asyncProperty(reads, async (made) => {
        const account = newAccount()
        for (const [at, { viewer, subjects }] of made.entries()) {
          await storage.addAccess(account, readBy(viewer, subjects, { at }))
        }
        for (const id of [0, 1, 2, 3, 4]) {
          const expected = made
            .map((each, at) => ({ ...each, at }))
            .filter(({ viewer, subjects }) => viewer !== id && subjects.includes(id))
            .map(({ at }) => at)
          const listed = await storage.listAccess(account, personId(id), { before: null, limit: 100 })
          expect(listed.map(({ at }) => at)).toEqual(expected.toReversed())
        }
      }),
      { numRuns: 20 },
    )
  })
}
