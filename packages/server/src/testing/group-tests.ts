import { addDays, type Day, type Viewer } from '@windmill/claude-core'
import { memoryStorage } from '../storage/memory.ts'
import { anyOrganisation } from './any-organisation.ts'
import { lease, link, linkChanges, newAccount, person, reading, usageOf } from './fixtures.ts'
import { groupsOf } from './groups-of.ts'
import type { TestGroup } from './runner.ts'

const on: Day = '2026-11-18'
const counterIds = ['chat_messages', 'code_commits', 'code_edits_rejected', 'excel_skills'] as const

export const groupTests = ({ test, expect, fc }: TestGroup): void => {
  test('teams, adoption and exports of any organisation are what the memory adapter says, for every viewer', async (storage) => {
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
    const world = fc.record({
      employees: anyOrganisation(fc, on, { min: 1, max: 9 }),
      days: fc.array(day, { maxLength: 8 }),
      // Of sixteen claude users, whose each is: often two are one employee's, and some nobody's.
      owners: fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 16, maxLength: 16 }),
      length: fc.integer({ min: 1, max: 9 }),
      bucket: fc.constantFrom('day', 'week', 'month'),
    })
    await fc.assert(
      fc.asyncProperty(world, async ({ employees, days, owners, length, bucket }) => {
        const account = newAccount()
        const period = { from: addDays(on, 1 - length), to: on }
        const everyone = [...employees.map(({ id }) => id), person('stranger')]
        const model = memoryStorage()
        for (const each of [storage, model]) {
          const token = await lease(each, account)
          await each.replaceDirectory(account, employees)
          await each.changeLinks(account, linkChanges({ set: owners.map((owner, user) => link(user, owner)) }))
          for (const { day: offset, rows } of days) {
            const usage = rows.map(({ user, counter, count }) => usageOf(user, { [counter]: count }))
            await each.writeDay(account, token, reading(addDays(on, offset), usage))
          }
        }
        for (const role of ['employee', 'admin'] as const) {
          for (const employeeId of role === 'admin' ? everyone.slice(0, 2) : everyone) {
            const viewer: Viewer = { accountId: account, employeeId, role }
            const asked = { managers: everyone.slice(0, 3), period, bucket, on }
            expect(await groupsOf(storage, viewer, asked)).toEqual(await groupsOf(model, viewer, asked))
          }
        }
      }),
      { numRuns: 12 },
    )
  })
}
