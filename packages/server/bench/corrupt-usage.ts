import { type CounterId, claudeUserId, listDays, type Period } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import { createRandom } from '../chaos/random.ts'
import { compareMonth } from '../src/sync/compare-month.ts'
import { readTotals } from '../src/sync/read-totals.ts'
import type { TotalsCompany } from './totals-company.ts'

const kinds = ['changed', 'dropped', 'doubled', 'foreign'] as const
const counters: readonly CounterId[] = ['chat_messages', 'code_sessions', 'code_commits']

/** What the reconciliation found and healed after silent corruptions of the database. */
export interface CorruptionResult {
  /** Number of corruptions. Each changes the sums of a different person and month. */
  readonly corruptions: number
  /** Number of corruptions that the reconciliation did not find. */
  readonly notFound: number
  /**
   * Number of stored rows that are still wrong after the reconciliation, plus the number of wrong findings. A finding
   * about a row of another account must remain, because that row cannot be healed. All other findings must be gone.
   */
  readonly notHealed: number
  /** Number of pairs of a person and a month without a corruption. */
  readonly cleanPersonMonths: number
  /** Number of findings about a person and a month without a corruption. */
  readonly falseFindings: number
  /** Requests and seconds of the reconciliation that healed the corruptions. */
  readonly repair: { readonly requests: number; readonly seconds: number }
}

/**
 * Corrupts stored rows without the integration: changes a counter, drops a row, doubles the counts of a row, or adds a
 * row of another account's Claude user. Then reconciles every month, and counts what was found and healed.
 */
export const measureCorruptions = async (
  company: TotalsCompany,
  { period, count, seed }: { readonly period: Period; readonly count: number; readonly seed: number },
): Promise<CorruptionResult> => {
  const { account, storage, pool, people, getCounters } = company
  const months = splitIntoBuckets(period, 'month')
  const random = createRandom(seed)
  // A key consists of a Claude user and the first day of a month.
  const corruptedKeys = new Set<string>()
  const foreignKeys = new Set<string>()
  while (corruptedKeys.size < count) {
    const month = random.pick(months)
    const day = random.pick(listDays(month))
    const id = random.pick(people)
    const key = `${id} ${month.from}`
    const truth = getCounters(id, day)
    if (!truth || corruptedKeys.has(key)) continue
    const kind = kinds[corruptedKeys.size % kinds.length]
    const where = `account_id = $1 and claude_user_id = $2 and day = $3`
    const usedCounters = counters.filter((counter) => (truth[counter] ?? 0) > 0)
    if (kind === 'changed') {
      const counter = random.pick(usedCounters)
      const sql = `update claude.usage_days set ${counter} = ${counter} + ${random.drawInteger(1, 9)} where ${where}`
      await pool.query(sql, [account, id, day])
    } else if (kind === 'dropped') {
      await pool.query(`delete from claude.usage_days where ${where}`, [account, id, day])
    } else if (kind === 'doubled') {
      const doubled = counters.map((counter) => `${counter} = 2 * ${counter}`).join()
      await pool.query(`update claude.usage_days set ${doubled} where ${where}`, [account, id, day])
    } else {
      const stranger = claudeUserId(`user_of_another_account_${corruptedKeys.size}`)
      await pool.query(
        `insert into claude.usage_days select (jsonb_populate_record(usage_days, jsonb_build_object('claude_user_id', $4::text))).*
          from claude.usage_days where ${where}`,
        [account, id, day, stranger],
      )
      corruptedKeys.add(`${stranger} ${month.from}`)
      foreignKeys.add(`${stranger} ${month.from}`)
      continue
    }
    corruptedKeys.add(key)
  }
  const foundKeys = await findDifferences(company, months)
  const repair = await company.reconcile()
  const findings = await storage.listFindings(account)
  const remainingKeys = new Set(findings.map(({ claudeUserId: id, month }) => `${id} ${month}`))
  const falseFindings = [...foundKeys, ...remainingKeys].filter((key) => !corruptedKeys.has(key)).length
  return {
    corruptions: corruptedKeys.size,
    notFound: [...corruptedKeys].filter((key) => !foundKeys.has(key)).length,
    notHealed:
      (await countWrongRows(company, period)) +
      [...corruptedKeys].filter((key) => remainingKeys.has(key) !== foreignKeys.has(key)).length,
    cleanPersonMonths: people.length * months.length - (corruptedKeys.size - foreignKeys.size),
    falseFindings,
    repair,
  }
}

/** Compares the months without healing them. Returns the key of each person and month with a difference. */
const findDifferences = async (
  { account, storage, client }: TotalsCompany,
  months: readonly Period[],
): Promise<ReadonlySet<string>> => {
  const ledger = await storage.readLedger(account)
  const differingKeys = new Set<string>()
  for (const month of months) {
    const totals = await readTotals(client, month, [])
    const { findings } = await compareMonth(storage, account, month, ledger, totals)
    for (const { claudeUserId: id } of findings) differingKeys.add(`${id} ${month.from}`)
  }
  return differingKeys
}

/** Counts the stored rows of known people that are not true. */
const countWrongRows = async ({ account, storage, people, getCounters }: TotalsCompany, period: Period) => {
  let wrongRows = 0
  for (const day of listDays(period)) {
    const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
    for (const id of people) {
      const [row, truth] = [stored.get(id), getCounters(id, day)]
      if (counters.some((counter) => (row?.[counter] ?? 0) !== (truth?.[counter] ?? 0))) wrongRows += 1
    }
  }
  return wrongRows
}
