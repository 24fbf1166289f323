import { addDays, type Day, type Viewer } from '@windmill/claude-core'
import { memoryStorage } from '../storage/memory.ts'
import { changeLinks, dayReading, link, linkChanges, newAccount, personId, takeLease, usageRow } from './fixtures.ts'
import { randomDirectory } from './random-directory.ts'
import { readGroups } from './read-groups.ts'
import type { TestGroup } from './test-runner.ts'

const today: Day = '2026-11-18'
const counterIds = ['chat_messages', 'code_commits', 'code_edits_rejected', 'excel_skills'] as const

export const groupTests = ({ test, expect, fc }: TestGroup): void => {
  test('teams, adoption and exports equal those of the memory adapter, for random directories and every viewer', async (storage) => {
    const day = fc.record({
      day: fc.integer({ min: -12, max: 6 }),
      rows: fc.array(
        fc.record({
          user: fc.integer({ min: 0, max: 15 }),
          counter: fc.constantFrom(...counterIds),
          count: fc.constantFrom(null, 0, 1, 7),
        }),
        { maxLength: 12 },
      ),
    })
    const randomCase = fc.record({
      employees: randomDirectory(fc, today, { min: 1, max: 9 }),
      days: fc.array(day, { maxLength: 8 }),
      // The employee of each of sixteen Claude users. Employees often have two, and some owners do not exist.
      owners: fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 16, maxLength: 16 }),
      length: fc.integer({ min: 1, max: 9 }),
      bucket: fc.constantFrom('day', 'week', 'month'),
    })
    await fc.assert(
      fc.asyncProperty(randomCase, async ({ employees, days, owners, length, bucket }) => {
        const account = newAccount()
        const period = { from: addDays(today, 1 - length), to: today }
        const everyone = [...employees.map(({ id }) => id), personId('stranger')]
        const model = memoryStorage()
        for (const each of [storage, model]) {
          const token = await takeLease(each, account)
          await each.replaceDirectory(account, employees)
          await changeLinks(each, account, linkChanges({ set: owners.map((owner, user) => link(user, owner)) }))
          for (const { day: offset, rows } of days) {
            const usage = rows.map(({ user, counter, count }) => usageRow(user, { [counter]: count }))
            await each.writeDay(account, token, dayReading(addDays(today, offset), usage))
          }
        }
        for (const role of ['employee', 'admin'] as const) {
          for (const employeeId of role === 'admin' ? everyone.slice(0, 2) : everyone) {
            const viewer: Viewer = { accountId: account, employeeId, role }
            const question = { managers: everyone.slice(0, 3), period, bucket, today }
            expect(await readGroups(storage, viewer, question)).toEqual(await readGroups(model, viewer, question))
          }
        }
      }),
      { numRuns: 12 },
    )
  })
}
