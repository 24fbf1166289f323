import { type AccountId, type Day, firstServedDay, maxDay } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { computeFirstKeptDay } from '../storage/kept-from.ts'
import type { GetPolicy } from './get-policy.ts'

interface HistoryStartContext {
  readonly storage: Pick<StorageAdapter, 'getKeptFrom'>
  readonly clock: Clock
  readonly getPolicy: GetPolicy
}

/** Returns the first day that is read for an account, whether or not the account is connected. */
export const findHistoryStart = async (
  { storage, clock, getPolicy }: HistoryStartContext,
  accountId: AccountId,
): Promise<Day> => {
  const days = [computeFirstKeptDay(await getPolicy(accountId), clock.now()), await storage.getKeptFrom(accountId)]
  return days.reduce<Day>((latest, day) => maxDay(latest, day ?? latest), firstServedDay)
}
