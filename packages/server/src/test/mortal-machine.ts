// A machine that asks for a sync, takes it and never ends it, started to be killed. Prints the account that it begins with.
import { accountId } from '@windmill/claude-core'
import { pgBoss } from '../sync/pg-boss.ts'

const scheduler = pgBoss({ connectionString: process.argv[2] ?? '' })
await scheduler.start({
  everyHour: async () => {},
  sync: (account) => {
    console.log(account)
    return new Promise(() => {})
  },
  report: console.error,
})
await scheduler.request(accountId('acme'))
