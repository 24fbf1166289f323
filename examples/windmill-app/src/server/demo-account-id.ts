import { type AccountId, accountId } from '@windmill/claude-core'

/** The only account of the demo. */
export const demoAccountId: AccountId = accountId('northwind')
