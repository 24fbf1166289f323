import type { PGlite } from '@electric-sql/pglite'
import type { PGliteDialectConfig } from 'kysely'

/** What Kysely's dialect needs of PGlite. */
export type DialectPglite = Exclude<PGliteDialectConfig['pglite'], (...args: never) => unknown>

/**
 * Adapts a PGlite instance for Kysely's dialect. If a transaction cannot begin because the instance was closed, each of
 * its statements fails. Without that, the dialect would wait forever.
 * @param settingsSql - The statements with which each transaction begins.
 * @param close - Called when Kysely closes the dialect.
 */
export const toDialectPglite = (pglite: PGlite, settingsSql: string, close: () => Promise<void>): DialectPglite => ({
  closed: false,
  ready: true,
  waitReady: pglite.waitReady,
  close,
  query: pglite.query.bind(pglite),
  async transaction(run) {
    let hasBegun = false
    try {
      return await pglite.transaction(async (transaction) => {
        await transaction.exec(settingsSql)
        hasBegun = true
        return await run(transaction)
      })
    } catch (error) {
      if (hasBegun) throw error
      const fail = () => Promise.reject(error)
      return await run({ query: fail, rollback: fail })
    }
  },
})
