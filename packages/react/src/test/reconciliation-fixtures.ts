import {
  claudeUserId,
  type Day,
  employeeId,
  type ReconciledMonth,
  type ReconciliationFindingsResponse,
  type ReconciliationResponse,
} from '@windmill/claude-core'
import { additiveCounters } from '@windmill/claude-core/internal'

const createMonth = (number: number, overrides: Partial<ReconciledMonth> = {}): ReconciledMonth => ({
  month: `2026-${String(number).padStart(2, '0')}-01` as Day,
  checkedAt: '2026-11-08T09:12:00.000Z',
  result: 'equal',
  reason: null,
  isPending: false,
  counters: additiveCounters,
  differing: null,
  ...overrides,
})

const createMonths = (overrides: Readonly<Record<number, Partial<ReconciledMonth>>> = {}): ReconciliationResponse => ({
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => createMonth(number, overrides[number])),
  canListFindings: true,
})

const differs = (people: number): Partial<ReconciledMonth> => ({
  result: 'differs',
  differing: { counters: ['chat_messages', 'code_commits'], people },
})

/** The results of comparisons with Claude's own totals, by case. */
export const reconciliations: Readonly<Record<'none' | 'allEqual' | 'oneDiffers' | 'mixed', ReconciliationResponse>> = {
  none: { months: [], canListFindings: true },
  allEqual: createMonths(),
  oneDiffers: createMonths({ 6: differs(1) }),
  mixed: createMonths({
    2: { result: 'not_comparable', reason: 'disagreement' },
    3: { result: 'not_comparable', reason: 'api_error' },
    6: differs(12),
    9: { isPending: true },
    10: { isPending: true, checkedAt: null, result: null },
  }),
}

const maya = { id: employeeId('e-17'), name: 'Maya Chen' }
const mayasFinding = { month: '2026-06-01', claudeUserId: claudeUserId('user_01Hq8sZk2VdXw7'), employee: maya } as const

/** The differences of June: one of a linked person, and one of a Claude user that Claude no longer lists. */
export const findingsFixture: ReconciliationFindingsResponse = {
  findings: [
    { ...mayasFinding, counter: 'chat_messages', stored: 1_204, claude: 1_210 },
    { ...mayasFinding, counter: 'code_commits', stored: 31, claude: 30 },
    {
      month: '2026-06-01',
      claudeUserId: claudeUserId('user_01Zr4tNm8QbLc3'),
      employee: null,
      counter: 'chat_messages',
      stored: 12,
      claude: null,
    },
  ],
}
