import { type AccountId, accountId } from '@windmill/claude-server'

/** The only account of the demo. */
export const demoAccountId: AccountId = accountId('northwind')
