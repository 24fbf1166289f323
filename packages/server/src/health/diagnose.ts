import { accountId, addDays, dayAt } from '@windmill/claude-core'
import { AnalyticsError } from '@windmill/claude-core/api'
import type { Context } from '../api/context.ts'
import { settlesWithin } from '../settles-within.ts'
import { createOrganizationGuard } from '../sync/organization-guard.ts'
import type { Health } from './health.ts'
import { readHealth, toHealthProblem } from './read-health.ts'
import { waitForStorage } from './wait-for-storage.ts'

/** The health of an integration, and the results of the checks. */
export interface Diagnosis {
  readonly health: Health
  readonly checks: readonly DiagnosisCheck[]
}

/** The result of a check. */
export interface DiagnosisCheck {
  /**
   * `database` opens the database and writes to it. `clock` compares the clocks of the server and the database, and is
   * left out if the check `database` fails. `vault` seals a text, and opens every sealed key. `api` sends a request to
   * Claude's API.
   */
  readonly name: 'database' | 'clock' | 'vault' | 'api'
  readonly isOk: boolean
  /** What was found and, after a failure, what to do. It has no secret. */
  readonly message: string
}

/** Options of `diagnose`. */
export interface DiagnoseOptions {
  /**
   * An Analytics API key to try. It is not stored.
   * @default undefined - `api` only checks that Claude's API answers
   */
  readonly apiKey?: string | undefined
}

/** Id of a row among the budgets of organizations. Only the check `database` writes this row. */
const budgetId = 'doctor'
/** Id of the account that the checks name to the vault and to the client. No such account exists. */
const doctorAccount = accountId('doctor')
/** Time for a request to the API, including its wait for the budget, in milliseconds. */
const apiTimeoutMs = 120_000
const unknownKey = 'sk-ant-api01-doctor'
/** Maximum difference between the clocks of this server and of the database, in seconds. */
const maxClockDifferenceSeconds = 30

/** Reads the health and runs the checks. Writes only the row `budgetId`. Never rejects. */
export const diagnose = async (
  context: Context,
  openStorage: () => Promise<void>,
  { apiKey }: DiagnoseOptions = {},
): Promise<Diagnosis> => {
  const health = await readHealth(context, openStorage)
  const database = health.problem
    ? [{ name: 'database', isOk: false, message: health.problem.message } as const]
    : await checkDatabase(context)
  const vault = await runCheck('vault', () => checkVault(context))
  const api = await runCheck('api', () => checkApi(context, apiKey))
  return { health, checks: [...database, vault, api] }
}

const runCheck = async (name: DiagnosisCheck['name'], run: () => Promise<string>): Promise<DiagnosisCheck> => {
  try {
    return { name, isOk: true, message: await run() }
  } catch (error) {
    return { name, isOk: false, message: toHealthProblem(error).message }
  }
}

const checkDatabase = async ({ storage, clock }: Context): Promise<readonly DiagnosisCheck[]> => {
  let databaseTime = 0
  const write = async () => {
    const writing = storage.updateBudget(budgetId, (_, now) => {
      databaseTime = now
      return '{}'
    })
    await waitForStorage(writing)
    return 'It is open, has its tables and takes writes.'
  }
  const compareClocks = async () => {
    const seconds = Math.round((clock.now() - databaseTime) / 1_000)
    if (Math.abs(seconds) <= maxClockDifferenceSeconds) return 'It agrees with the clock of the database.'
    throw new Error(
      `The clock of this server is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} the clock of ` +
        'the database, so times in the log and the start of days are wrong. Synchronize both clocks.',
    )
  }
  const database = await runCheck('database', write)
  return database.isOk ? [database, await runCheck('clock', compareClocks)] : [database]
}

const checkVault = async ({ storage, vault }: Context): Promise<string> => {
  const text = 'a text that is no key'
  if ((await vault.open(doctorAccount, await vault.seal(doctorAccount, text))) !== text) {
    throw new Error('The vault returned a different text than it sealed, so keys would be lost. Repair the vault.')
  }
  const connections = await waitForStorage(storage.listConnections()).catch((error: unknown) => {
    throw new Error(
      'It seals and opens, but the stored keys could not be read, so none was checked. Run the checks again when the ' +
        `database can be read. ${toHealthProblem(error).message}`,
    )
  })
  const sealed = connections.flatMap(({ accountId: id, sealedKey }) => (sealedKey === null ? [] : [{ id, sealedKey }]))
  const unreadable: string[] = []
  for (const { id, sealedKey } of sealed) await vault.open(id, sealedKey).catch(() => unreadable.push(id))
  if (unreadable.length > 0) {
    throw new Error(
      `The stored keys of ${unreadable.length} of ${sealed.length} accounts cannot be opened: ${unreadable.join(', ')}. ` +
        'Add the vault key that sealed them, or let an admin paste the Analytics key again.',
    )
  }
  return `It seals and opens. All ${sealed.length} stored keys can be opened.`
}

const checkApi = async ({ createClient, clock }: Context, apiKey: string | undefined): Promise<string> => {
  const client = createClient(doctorAccount, apiKey ?? unknownKey, {
    organization: createOrganizationGuard(null, async () => {}),
    purpose: 'check',
    maxAttempts: 1,
  })
  try {
    const probing = client.probe('users', addDays(dayAt(clock.now()), -7))
    if (!(await settlesWithin(probing, apiTimeoutMs))) {
      throw new Error(
        'Within two minutes, there was no answer of the API, or none of the database, which limits the requests. Check ' +
          'both connections and run the checks again.',
      )
    }
    await probing
    return 'It answers and accepts the key.'
  } catch (error) {
    if (error instanceof AnalyticsError && error.code === 'key_refused' && apiKey === undefined) {
      return 'It answers. No key was tried.'
    }
    throw error
  }
}
