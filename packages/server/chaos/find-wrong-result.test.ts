import { type Counters, claudeUserId, counterIds } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { findWrongResult, type ReconciledMonth } from './find-wrong-result.ts'

const [maya, ben, tom] = ['user_1', 'user_2', 'user_3'].map(claudeUserId) as [
  ReturnType<typeof claudeUserId>,
  ReturnType<typeof claudeUserId>,
  ReturnType<typeof claudeUserId>,
]
const createCounters = (chat_messages: number | null): Counters => ({ ...mapCounters(() => 0), chat_messages })
const createRows = (mayaMessages: number | null) =>
  new Map([
    [maya, createCounters(mayaMessages)],
    [ben, createCounters(2)],
    [tom, createCounters(3)],
  ])

/** Examines the result of a month with one read day, on which Maya has 7 messages according to Claude. */
const examine = (
  changes: Partial<Omit<ReconciledMonth, 'stored'>>,
  mayaMessages: number | null,
  unattributedRows = 0,
) =>
  findWrongResult({
    result: 'equal',
    reason: null,
    counters: counterIds,
    findings: [],
    stored: [{ rows: createRows(mayaMessages), unattributedRows }],
    truth: [createRows(7)],
    missingUsers: [],
    areTotalsExact: true,
    ...changes,
  })
const finding = { claudeUserId: maya, counter: 'chat_messages', stored: 5, claude: 7 } as const

test('accepts a true result', () => {
  expect(examine({}, 7)).toEqual([])
  expect(examine({ result: 'differs', findings: [finding] }, 5)).toEqual([])
  expect(examine({ result: 'not_comparable', reason: 'request_rejected' }, 5)).toEqual([])
})

test('reports a month that is called equal although a known figure differs', () => {
  expect(examine({}, 5)).toEqual(['is called equal, but user_1 chat_messages is 5, not 7'])
  expect(examine({}, null)).toEqual([])
})

test('reports a false finding, but accepts a rounded total', () => {
  expect(examine({ result: 'differs', findings: [{ ...finding, stored: 6 }] }, 5)).not.toEqual([])
  expect(examine({ result: 'differs', findings: [{ ...finding, claude: 8 }] }, 5)).not.toEqual([])
  const roundedResult = {
    result: 'differs',
    findings: [{ ...finding, claude: 10 }],
    areTotalsExact: false,
  } as const
  expect(examine(roundedResult, 5)).toEqual([])
})

test('accepts a finding without a total only for someone who is missing from the totals', () => {
  const resultWithoutTotal = { result: 'differs', findings: [{ ...finding, claude: null }] } as const
  expect(examine(resultWithoutTotal, 5)).not.toEqual([])
  expect(examine({ ...resultWithoutTotal, missingUsers: [maya] }, 5)).toEqual([])
})

test('reports a missing finding and a wrong disagreement if the totals are exact', () => {
  expect(examine({ result: 'differs' }, 5)).toEqual(['has no finding that user_1 chat_messages differs'])
  expect(examine({ result: 'not_comparable', reason: 'disagreement' }, 5)).toEqual([
    'is stored as disagreement, but should be differs',
  ])
})
