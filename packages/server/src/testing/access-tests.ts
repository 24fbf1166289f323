import type { Access } from '../storage/adapter.ts'
import { newAccount, person } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

const access = (
  viewer: number | string,
  subjects: readonly (number | string)[],
  rest: Partial<Access> = {},
): Access => ({
  at: 1_763_807_448_123,
  viewerId: person(viewer),
  kind: subjects.length === 1 ? 'employee' : 'team',
  period: { from: '2026-12-31', to: '2027-01-01' },
  subjects: subjects.map(person),
  ...rest,
})

export const accessTests = ({ test, expect, fc }: TestGroup): void => {
  test('a read comes back to each of those who were read, newest first, and to nobody else', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const reads = [
      access('lead', [1], { at: 3_001 }),
      access('lead', [1, 2, 3], { at: 2_000 }),
      access('ceo', [2], { at: 1_000, kind: 'export' }),
      access('ceo', [3, 2, 1, 3], { at: 4_000, kind: 'adoption', period: { from: '2026-01-01', to: '2026-01-31' } }),
      access('lead', [1], { at: 3_001 }),
    ]
    for (const each of reads) await storage.addAccess(account, each)
    await storage.addAccess(other, access('stranger', [1, 2]))
    const readsOf = async (id: number | string) =>
      (await storage.listAccess(account, person(id), { before: null, limit: 10 })).map(
        ({ number: _, ...entry }) => entry,
      )
    const of = (...indexes: number[]) =>
      indexes.flatMap((index) => {
        const { subjects: _, ...entry } = reads[index] ?? access(0, [])
        return [entry]
      })
    expect(await readsOf(1)).toEqual(of(4, 3, 1, 0))
    expect(await readsOf(2)).toEqual(of(3, 2, 1))
    expect(await readsOf(3)).toEqual(of(3, 1))
    for (const id of ['lead', 4, '\0']) expect(await readsOf(id)).toEqual([])
  })

  test('a read of oneself is nobody’s news: alone, and as one of a group', async (storage) => {
    const account = newAccount()
    await storage.addAccess(account, access(1, [1]))
    await storage.addAccess(account, access(1, [1, 2]))
    await storage.addAccess(account, access(1, []))
    const page = { before: null, limit: 10 }
    expect(await storage.listAccess(account, person(1), page)).toEqual([])
    expect((await storage.listAccess(account, person(2), page)).length).toBe(1)
  })

  test('pages go back to the oldest, each read once', async (storage) => {
    const account = newAccount()
    for (let at = 1; at <= 7; at += 1) await storage.addAccess(account, access('lead', at % 2 ? [1] : [1, 2], { at }))
    const seen: number[] = []
    let before: number | null = null
    for (;;) {
      const page = await storage.listAccess(account, person(1), { before, limit: 3 })
      seen.push(...page.map(({ at }) => at))
      before = page.at(-1)?.number ?? null
      if (before === null) break
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  test('reads that are older than their time are forgotten, in one account, and groups can be read again', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const count = async (of: typeof account, id: number) =>
      (await storage.listAccess(of, person(id), { before: null, limit: 10 })).length
    for (const each of [account, other]) {
      for (const at of [999, 1_000]) {
        await storage.addAccess(each, access('lead', [1], { at }))
        await storage.addAccess(each, access('lead', [2, 3], { at }))
      }
      await storage.addAccess(each, access('lead', [4, 5], { at: 999 }))
    }
    for (let time = 0; time < 2; time += 1) {
      await storage.pruneAccess(account, 1_000)
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => count(account, id)))).toEqual([1, 1, 1, 0, 0])
      expect(await Promise.all([1, 2, 3, 4, 5].map((id) => count(other, id)))).toEqual([2, 2, 2, 1, 1])
    }
    await storage.addAccess(account, access('lead', [5, 4], { at: 2_000 }))
    await storage.addAccess(account, access('lead', [3, 2], { at: 2_000 }))
    expect(await Promise.all([1, 2, 3, 4, 5].map((id) => count(account, id)))).toEqual([1, 2, 2, 1, 1])
    await storage.pruneAccess(newAccount(), 1_000)
  })

  test('groups that are read at once, and forgotten meanwhile, lose no read', async (storage) => {
    const account = newAccount()
    const reads = Array.from({ length: 12 }, (_, index) =>
      access('lead', index % 2 ? [1, 2, 3] : [3, 1], { at: 5_000 }),
    )
    await Promise.all([
      ...reads.map((each) => storage.addAccess(account, each)),
      ...[1, 2, 3].map(() => storage.pruneAccess(account, 1_000)),
    ])
    expect((await storage.listAccess(account, person(1), { before: null, limit: 20 })).length).toBe(12)
    expect((await storage.listAccess(account, person(2), { before: null, limit: 20 })).length).toBe(6)
  })

  test('ids may be odd, and one that cannot be stored is refused', async (storage) => {
    const account = newAccount()
    const odd = ['a,b', 'a', 'b', '["a"]', '', "'; drop table x; --", '🙂']
    await storage.addAccess(account, access('"', odd))
    await storage.addAccess(account, access('"', ['a', 'b']))
    await storage.addAccess(account, access('"', ['a,b']))
    const counts = odd.map(
      async (id) => (await storage.listAccess(account, person(id), { before: null, limit: 9 })).length,
    )
    expect(await Promise.all(counts)).toEqual([2, 2, 2, 1, 1, 1, 1])
    // Two groups whose ids read the same when they are merely put in a row.
    await storage.addAccess(account, access('"', ['p,e-q', 'r'], { at: 1 }))
    await storage.addAccess(account, access('"', ['p', 'q,e-r'], { at: 2 }))
    const timesOf = async (id: string) =>
      (await storage.listAccess(account, person(id), { before: null, limit: 9 })).map(({ at }) => at)
    expect(await Promise.all(['p', 'p,e-q', 'q,e-r', 'r'].map(timesOf))).toEqual([[2], [1], [2], [1]])
    for (const broken of [access('\0', [1]), access(1, ['\0']), access(1, [2, '\uD800'])]) {
      expect(await rejectionCode(storage.addAccess(account, broken))).toBe('id_invalid')
    }
  })

  test('twelve thousand people are one read', async (storage) => {
    const account = newAccount()
    const everyone = Array.from({ length: 12_000 }, (_, index) => index)
    for (const viewer of ['a', 'b']) await storage.addAccess(account, access(viewer, everyone, { kind: 'adoption' }))
    const [newest, ...older] = await storage.listAccess(account, person(11_999), { before: null, limit: 9 })
    expect([newest?.viewerId, older.length]).toEqual([person('b'), 1])
  })

  test('whoever reads whom, everyone finds exactly the reads that others made of them', async (storage) => {
    const someone = fc.integer({ min: 0, max: 4 })
    const reads = fc.array(fc.record({ viewer: someone, subjects: fc.shuffledSubarray([0, 1, 2, 3, 4]) }))
    await fc.assert(
      fc.asyncProperty(reads, async (made) => {
        const account = newAccount()
        for (const [at, { viewer, subjects }] of made.entries()) {
          await storage.addAccess(account, access(viewer, subjects, { at }))
        }
        for (const id of [0, 1, 2, 3, 4]) {
          const expected = made
            .map((each, at) => ({ ...each, at }))
            .filter(({ viewer, subjects }) => viewer !== id && subjects.includes(id))
            .map(({ at }) => at)
          const found = await storage.listAccess(account, person(id), { before: null, limit: 100 })
          expect(found.map(({ at }) => at)).toEqual(expected.toReversed())
        }
      }),
      { numRuns: 20 },
    )
  })
}
