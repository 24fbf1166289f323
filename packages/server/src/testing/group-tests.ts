import { addDays, type Day, type Viewer } from '@windmill/claude-core'
import { memoryStorage } from '../storage/memory.ts'
import { createDirectoryArbitrary } from './directory-arbitrary.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toEmployeeId,
} from './fixtures.ts'
import { readGroupData } from './read-group-data.ts'
import type { TestContext } from './test-runner.ts'

const today: Day = '2026-11-18'
const usedCounterIds = ['chat_messages', 'code_commits', 'code_edits_rejected', 'excel_skills'] as const

export const registerGroupTests = ({ test, expect, fc }: TestContext): void => {
  test('returns the same teams, adoption and exports as the memory adapter, for random directories and many viewers', async (storage) => {
    const randomDay = fc.record({
      offset: fc.integer({ min: -12, max: 6 }),
      rows: fc.array(
        fc.record({
          user: fc.integer({ min: 0, max: 15 }),
          counter: fc.constantFrom(...usedCounterIds),
          count: fc.constantFrom(null, 0, 1, 7),
        }),
        { maxLength: 12 },
      ),
    })
    const randomCase = fc.record({
      employees: createDirectoryArbitrary(fc, today, { min: 1, max: 9 }),
      days: fc.array(randomDay, { maxLength: 8 }),
      // The linked employee of each Claude user. Employees often have two Claude users, and some employees do not
      // exist.
      linkedEmployees: fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 16, maxLength: 16 }),
      periodDays: fc.integer({ min: 1, max: 9 }),
      bucket: fc.constantFrom('day', 'week', 'month'),
    })
    await fc.assert(
      fc.asyncProperty(randomCase, async ({ employees, days, linkedEmployees, periodDays, bucket }) => {
        const account = createAccountId()
        const period = { from: addDays(today, 1 - periodDays), to: today }
        const everyone = [...employees.map(({ id }) => id), toEmployeeId('stranger')]
        const reference = memoryStorage()
        for (const adapter of [storage, reference]) {
          const token = await acquireLongLease(adapter, account)
          await adapter.replaceDirectory(account, employees)
          await changeLinks(
            adapter,
            account,
            createLinkChanges({ set: linkedEmployees.map((employee, user) => createLink(user, employee)) }),
          )
          for (const { offset, rows } of days) {
            const usage = rows.map(({ user, counter, count }) => createUsageDay(user, { [counter]: count }))
            await adapter.writeDay(account, token, createDayReading(addDays(today, offset), usage))
          }
        }
        const viewers: readonly Viewer[] = [
          ...everyone.map((id) => createViewer(account, id)),
          ...everyone.slice(0, 2).map((id) => createViewer(account, id, 'admin')),
          ...everyone.slice(0, 4).map((id) => ({ ...createViewer(account, 'stranger'), actsFor: [id] })),
          ...everyone.slice(0, 4).map((id) => ({ ...createViewer(account, id), actsFor: everyone.slice(2, 5) })),
        ]
        for (const viewer of viewers) {
          const options = { managers: everyone.slice(0, 3), period, bucket, today }
          expect(await readGroupData(storage, viewer, options)).toEqual(await readGroupData(reference, viewer, options))
        }
      }),
      { numRuns: 12 },
    )
  })
}
