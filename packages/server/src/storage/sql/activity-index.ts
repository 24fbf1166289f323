import {
  type AccountId,
  type AdoptionId,
  adoptionIds,
  type ClaudeUserId,
  type Day,
  products,
} from '@windmill/claude-core'
import { isActive } from '@windmill/claude-core/internal'
import { type RawBuilder, sql } from 'kysely'
import { type Bitmap, type BitmapBuilder, createBitmap, createBitmapBuilder } from '../../activity/bitmap.ts'
import type { UsageDay } from '../adapter.ts'
import { joinProductExpressions } from './active-counts.ts'
import type { Db } from './schema.ts'
import { formatDay, toTextArray } from './values.ts'

/** Writes the bitmaps of one day, in the transaction that writes its rows and has called `requireLease`. */
export interface DayIndexWriter {
  /**
   * Adds rows of the day.
   * @param slots - The slot of each row's Claude user.
   */
  readonly add: (rows: readonly UsageDay[], slots: readonly number[]) => void
  /** Stores the bitmaps. Call it after all rows are stored. */
  readonly store: () => Promise<void>
}

/**
 * Creates the writer of a day's bitmaps. Claude users without a row in this read stay in the bitmaps as they are.
 * @param isCurrent - Whether the index has the previous read. If not, all bitmaps are built from the stored rows.
 */
export const createDayIndexWriter = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  isCurrent: boolean,
): Promise<DayIndexWriter> => {
  if (!isCurrent) return { add: () => {}, store: () => rebuildDayIndex(trx, accountId, day) }
  const storedBitmaps = await lockBitmaps(trx, accountId, day)
  const builders = new Map<AdoptionId, BitmapBuilder>(
    adoptionIds.map((id) => [id, createBitmapBuilder(storedBitmaps.get(id))]),
  )
  return {
    add(rows, slots) {
      for (const [index, { counters }] of rows.entries()) {
        for (const [id, builder] of builders) builder.set(slots[index] as number, isActive(counters, id))
      }
    },
    store: () =>
      storeBitmaps(trx, accountId, day, new Map([...builders].map(([id, builder]) => [id, builder.build()]))),
  }
}

/** Returns the bitmaps of a day, and locks them. */
const lockBitmaps = async (trx: Db, accountId: AccountId, day: Day): Promise<ReadonlyMap<AdoptionId, Bitmap>> => {
  const { rows } = await sql<{ readonly adoption_id: AdoptionId; readonly active: Uint8Array }>`
    select adoption_id, active from activity where account_id = ${accountId} and day = ${day}::date
    for update`.execute(trx)
  return new Map(rows.map(({ adoption_id, active }) => [adoption_id, active]))
}

const storeBitmaps = async (
  trx: Db,
  accountId: AccountId,
  day: Day,
  bitmaps: ReadonlyMap<AdoptionId, Bitmap>,
): Promise<void> => {
  const rows = [...bitmaps].map(
    ([id, bitmap]) => sql`(${accountId}::text, ${day}::date, ${id}::text, ${Buffer.from(bitmap)}::bytea)`,
  )
  await sql`
    insert into activity as stored (account_id, day, adoption_id, active) values ${sql.join(rows)}
    on conflict (account_id, day, adoption_id) do update set active = excluded.active
    where stored.active <> excluded.active`.execute(trx)
}

/** Lists the days that the index lacks, or has only from an earlier read. */
export const listDaysToIndex = async (db: Db, accountId: AccountId): Promise<readonly Day[]> => {
  const rows = await db
    .selectFrom('ledger')
    .select(formatDay<Day>('day').as('day'))
    .where('account_id', '=', accountId)
    .where(sql<boolean>`times_read is distinct from indexed_read`)
    .execute()
  return rows.map(({ day }) => day)
}

/** Builds the bitmaps of a day from its stored rows. */
export const rebuildDayIndex = async (trx: Db, accountId: AccountId, day: Day): Promise<void> => {
  const columns = joinProductExpressions((column, used) => sql`${used} as ${column}`)
  const lists = joinProductExpressions((column) => sql`json_agg(slot) filter (where ${column})`)
  const { rows } = await sql<{ readonly slots: string }>`
    select json_build_array(${lists})::text as slots from (
      select slot, ${columns} from usage_days join claude_users using (account_id, claude_user_id)
      where account_id = ${accountId} and day = ${day}::date
    ) as used`.execute(trx)
  const slotsByProduct = JSON.parse(rows[0]?.slots ?? '[]') as readonly (readonly number[] | null)[]
  const bitmaps = new Map<AdoptionId, Bitmap>([
    ['any', createBitmap(slotsByProduct.flatMap((slots) => slots ?? []))],
    ...products.map(({ id }, index) => [id, createBitmap(slotsByProduct[index] ?? [])] as const),
  ])
  await storeBitmaps(trx, accountId, day, bitmaps)
}

/** Returns the slot of each Claude user. Null for a Claude user that is not stored. */
export const findSlots = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
): Promise<readonly (number | null)[]> => {
  const { rows } = await sql<{ readonly slots: string }>`${selectSlots(accountId, ids)}`.execute(trx)
  return parseSlots(rows[0]?.slots)
}

/** Selects the slots of Claude users in their order, as one text for `parseSlots`. */
export const selectSlots = (accountId: AccountId, ids: readonly ClaudeUserId[]): RawBuilder<unknown> => sql`
  select coalesce(json_agg(slot order by position), '[]')::text as slots
  from unnest(${toTextArray(ids)}) with ordinality as given (id, position)
  left join claude_users on account_id = ${accountId} and claude_user_id = id`

/** Parses the text of `selectSlots`. Null for a Claude user that is not stored. */
export const parseSlots = (text = '[]'): readonly (number | null)[] => JSON.parse(text)

/** Removes Claude users from the bitmaps of all days. Call it before their rows are deleted. */
export const removeFromActivity = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
): Promise<void> => {
  const slots = (await findSlots(trx, accountId, ids)).filter((slot) => slot !== null)
  if (slots.length === 0) return
  const days = await trx
    .selectFrom('activity')
    .select(formatDay<Day>('day').as('day'))
    .distinct()
    .where('account_id', '=', accountId)
    .execute()
  for (const { day } of days) await removeFromDay(trx, accountId, day, slots)
}

const removeFromDay = async (trx: Db, accountId: AccountId, day: Day, slots: readonly number[]): Promise<void> => {
  const bitmaps = [...(await lockBitmaps(trx, accountId, day))].map(([id, active]) => {
    const builder = createBitmapBuilder(active)
    for (const slot of slots) builder.set(slot, false)
    return [id, builder.build()] as const
  })
  await storeBitmaps(trx, accountId, day, new Map(bitmaps))
}
