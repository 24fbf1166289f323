import { statIds } from '@windmill/claude-core'
import * as contract from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFixtures } from '../../test/answer-fixtures.ts'
import { createDamagedCopies } from '../../test/damage.ts'
import { createStatsFixture } from '../../test/fixtures.ts'
import { answerChecks } from './answers.ts'

/** The contract's schema of each answer. */
const schemas = {
  connection: contract.connectionSchema,
  preview: contract.previewSchema,
  invitation: contract.invitationSchema,
  invitedPreview: contract.invitedPreviewSchema,
  invitedConnect: contract.invitedConnectSchema,
  employeeStats: contract.employeeStatsSchema,
  employeeDays: contract.employeeDaysSchema,
  teamStats: contract.teamStatsSchema,
  adoption: contract.adoptionSchema,
  totals: contract.totalsSchema,
  reconciliation: contract.reconciliationSchema,
  reconciliationFindings: contract.reconciliationFindingsSchema,
  claudeUsers: contract.claudeUsersSchema,
  claudeUser: contract.claudeUserSchema,
  employees: contract.employeesSchema,
  access: contract.accessSchema,
  log: contract.logSchema,
} as const

const names = Object.keys(schemas) as (keyof typeof schemas)[]
const copy = (value: unknown) => JSON.parse(JSON.stringify(value))

describe.each(names)('%s', (name) => {
  test.each<unknown>([...answerFixtures[name]])(
    'accepts what the contract allows, even with more fields: %#',
    (answer) => {
      expect(schemas[name].safeParse(answer).success).toBe(true)
      expect(answerChecks[name](copy(answer))).toBe(true)
      expect(answerChecks[name]({ ...copy(answer), newField: { of: 'a newer server' } })).toBe(true)
    },
  )

  test('rejects what the contract forbids, except unknown words and subjects', () => {
    const damaged = fc.oneof(...answerFixtures[name].map(createDamagedCopies))
    fc.assert(
      fc.property(damaged, (answer) => {
        // Skips answers that the check rejects. The check also adds missing stats, so it runs before the schema.
        fc.pre(answerChecks[name](answer))
        const issues = schemas[name].safeParse(answer).error?.issues ?? []
        const getValue = (path: readonly PropertyKey[]) =>
          path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], answer)
        // A newer server can send an unknown word, or a log entry about an unknown kind of subject.
        const isAllowed = (path: readonly PropertyKey[]) =>
          typeof getValue(path) === 'string' || path.at(-1) === 'about'
        expect(issues.filter(({ path }) => !isAllowed(path))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

test('adds a stat and a product that the server does not know, as unknown', () => {
  const answer = copy(createStatsFixture())
  const { 'chat.messages': _, ...stats } = answer.stats
  const { excel: __, ...activeDays } = answer.activeDays
  const older = { ...answer, stats, activeDays }
  expect(answerChecks.employeeStats(older)).toBe(true)
  expect(older.stats['chat.messages']).toEqual({
    value: null,
    compared: null,
    previous: null,
    partial: false,
    previousPartial: false,
    series: answer.stats['chat.messages'].series.map(({ start }: { start: string }) => ({ start, value: null })),
  })
  expect(older.activeDays.excel).toEqual({ value: null, compared: null, previous: null })
  expect(Object.keys(older.stats).toSorted()).toEqual(statIds.toSorted())
})

test.each([{ stats: [] }, { stats: {} }, { stats: { 'new.stat': 1 } }])(
  'rejects an answer without any known stat',
  (part) => {
    expect(answerChecks.employeeStats({ ...copy(createStatsFixture()), ...part })).toBe(false)
  },
)
