import { accountId, type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import { postgresStorage } from '../src/storage/postgres.ts'
import { toAccountId } from './create-load-integration.ts'

interface CompareInput {
  readonly databaseUrl: string
  readonly dataUrl: string
  readonly organizationIndexes: readonly number[]
  readonly days: readonly Day[]
}

/** The result of comparing the stored data with the truth. */
export interface Comparison {
  /** Number of stored rows. */
  readonly rows: number
  /** The first ten differences, one line each. */
  readonly differences: readonly string[]
  /** Number of all differences. */
  readonly differenceCount: number
}

const maxListedDifferences = 10

/**
 * Compares every stored counter with the API's counter, and the ledger with the days that the API serves. Also checks
 * that all accounts are connected.
 */
export const compareWithTruth = async (input: CompareInput): Promise<Comparison> => {
  const storage = postgresStorage({ connectionString: input.databaseUrl })
  let rows = 0
  let differenceCount = 0
  const listedDifferences: string[] = []
  const addDifference = (difference: string): void => {
    differenceCount += 1
    if (listedDifferences.length < maxListedDifferences) listedDifferences.push(difference)
  }
  try {
    for (const [accountIndex, organizationIndex] of input.organizationIndexes.entries()) {
      const account = accountId(toAccountId(accountIndex))
      const ledger = new Map((await storage.readLedger(account)).map((entry) => [entry.day, entry]))
      for (const day of ledger.keys())
        if (!input.days.includes(day)) addDifference(`${account} ${day} is in the ledger`)
      for (const day of input.days) {
        const entry = ledger.get(day)
        if (!entry?.read || entry.failure)
          addDifference(`${account} ${day} is not read: ${JSON.stringify(entry ?? null)}`)
        const stored = new Map((await storage.readUsage(account, day)).map((row) => [row.claudeUserId, row.counters]))
        const truth = await readTruth(`${input.dataUrl}/truth/${organizationIndex}/${day}`)
        rows += stored.size
        for (const difference of compareDay(stored, truth)) addDifference(`${account} ${day} ${difference}`)
      }
      const status = await readStatus(storage.getConnection(account))
      if (status !== 'connected') addDifference(`${account} is ${status}`)
    }
    return { rows, differences: listedDifferences, differenceCount }
  } finally {
    await storage.close()
  }
}

const readTruth = async (url: string): Promise<ReadonlyMap<ClaudeUserId, Counters>> =>
  new Map((await (await fetch(url)).json()) as [ClaudeUserId, Counters][])

const readStatus = async (connection: Promise<{ readonly status: string } | null>): Promise<string> =>
  (await connection)?.status ?? 'not connected'

const compareDay = (
  stored: ReadonlyMap<ClaudeUserId, Counters>,
  truth: ReadonlyMap<ClaudeUserId, Counters>,
): readonly string[] =>
  [...new Set([...stored.keys(), ...truth.keys()])].flatMap((id) => {
    const [actual, expected] = [stored.get(id), truth.get(id)]
    return counterIds
      .filter((counter) => actual?.[counter] !== expected?.[counter])
      .map((counter) => `${id} ${counter} is ${actual?.[counter]}, not ${expected?.[counter]}`)
  })
