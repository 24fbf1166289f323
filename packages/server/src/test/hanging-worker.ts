// A worker process for tests to kill. It requests a sync, takes the job and never finishes it. It prints the account id
// when the job starts.
import { accountId } from '@windmill/claude-core'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'

const scheduler = pgBossScheduler({ connectionString: process.argv[2] ?? '' })
await scheduler.start({
  syncAllAccounts: async () => {},
  syncRequestedAccounts: async () => {},
  sync: (account) => {
    console.log(account)
    return new Promise(() => {})
  },
  reportError: console.error,
})
await scheduler.request([accountId('acme')])
