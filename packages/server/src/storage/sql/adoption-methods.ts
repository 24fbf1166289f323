import {
  type AdoptionId,
  canViewEveryone,
  type Day,
  type EmployeeId,
  type Period,
  previousPeriod,
} from '@windmill/claude-core'
import { sumTeams } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import { type Bitmap, createBitmap } from '../../activity/bitmap.ts'
import {
  type ActivityDay,
  type ActivityPerson,
  countActivity,
  type GroupActivity,
  listComparedWeeks,
} from '../../activity/count-activity.ts'
import { addWeekPeople, countWeekPeople } from '../../activity/count-week-people.ts'
import type { StorageAdapter } from '../adapter.ts'
import { sanitizeText } from '../sanitize.ts'
import { buildEmployeeSource, countEmployed, selectLinkedMembers, selectMembersWithTeams } from './adoption-members.ts'
import { buildKeptCondition, formatKeptFrom } from './kept-from.ts'
import type { RunHeavyRead } from './run-heavy-read.ts'
import { parseReadDays, selectReadDays } from './sums.ts'
import { buildEmployedCondition, buildNotArchivedCondition, selectVisible } from './visibility-methods.ts'

type AdoptionMethods = Pick<StorageAdapter, 'sumAdoption'>

/**
 * The people of one team. A person with a Claude user who had not left before the compared periods is in `slots` if one
 * slot describes the person over these periods, and otherwise in `others`.
 */
type TeamRow = readonly [
  id: string | null,
  name: string | null,
  people: number,
  linked: number,
  slots: readonly number[] | null,
  others: readonly OtherRow[] | null,
  /** Number of people who were employed on every day of the compared periods. */
  always: number,
  /** The first and the last day of each person who was employed on only some of these days. */
  partly: readonly (readonly [startedOn: Day | null, archivedOn: Day | null])[] | null,
]

type OtherRow = readonly [
  users: readonly (readonly [number, Day | null])[],
  startedOn: Day | null,
  archivedOn: Day | null,
]

/** A group, read as JSON, because the drivers convert dates, times and big numbers differently. */
interface GroupText {
  /** Whether the viewer is not archived. */
  readonly isViewerPresent: boolean
  readonly hasMembers: boolean
  readonly notShown: number
  readonly excluded: number
  readonly teams: readonly TeamRow[]
  /** Slots of Claude users with a first active day before the period, if the usage of that day is deleted now. */
  readonly forgotten: readonly number[]
}

interface Row {
  /** A `GroupText`. Only the first row has this column and the next two. */
  readonly group: string | null
  /** The read days that are in the activity index, for `parseReadDays`. */
  readonly read_days: string | null
  /** The account's first kept day. */
  readonly kept_from: Day | null
  /** The columns of `activity`, in all rows but the first one. */
  readonly day: Day | null
  readonly adoption_id: AdoptionId | null
  readonly active: Bitmap | null
}

/**
 * Adoption is read in one statement, so that all counts come from one snapshot. The statement reads who belongs to
 * which team, and a few bitmaps per day instead of the usage of each person.
 */
export const createAdoptionMethods = (runHeavyRead: RunHeavyRead): AdoptionMethods => ({
  async sumAdoption(viewer, scope, { period, bucket, by = null }, on, options = {}) {
    const { accountId } = viewer
    if (scope === 'all' && !canViewEveryone(viewer)) return null
    const compared: Period = { from: previousPeriod(period).from, to: period.to }
    const query = sql<Row>`
      with member as materialized (
        select
          id, ${by === null ? sql`nullif(team, id)` : sql`attributes ->> ${sanitizeText(by)}::text`} as team,
          archived_on, started_on, participation, ${buildEmployedCondition(period)} as is_employed
        from (${by === null ? selectMembersWithTeams(viewer, scope, on) : selectVisible(viewer, scope, on)}) as visible
        join ${buildEmployeeSource(accountId, scope)} as employee on employee.employee_id = visible.id
      ),
      linked as materialized (${selectLinkedMembers(accountId, scope)}),
      placed as (
        select
          *,
          slot is not null and (archived_on is null or archived_on >= ${compared.from}::date) as counts,
          users = 1 and is_always and (kept_from is null or kept_from <= ${compared.from}::date) as is_plain
        from (
          select
            *, (archived_on is null or archived_on >= ${period.to}::date)
              and (started_on is null or started_on <= ${compared.from}::date) as is_always
          from linked
        ) as linked
      ),
      teams as (
        select
          team, count(*) filter (where is_employed) as people, count(*) filter (where users > 0 and is_employed) as linked,
          json_agg(slot) filter (where counts and is_plain) as slots,
          json_agg(json_build_array(
            coalesce(list, json_build_array(json_build_array(slot, null))), started_on, archived_on
          )) filter (where counts and not is_plain) as others,
          count(*) filter (where is_always) as always,
          json_agg(json_build_array(started_on, archived_on)) filter (where not is_always) as partly
        from placed where participation <> 'totals'
        group by team
      )
      select
        json_build_object(
          'isViewerPresent', ${buildNotArchivedCondition(viewer, on)},
          'hasMembers', exists (select from member),
          'notShown', (${countEmployed('totals', period)}),
          'excluded', (${countEmployed('excluded', { from: on, to: on })}),
          'teams', (
            select coalesce(json_agg(json_build_array(team, name, people, linked, slots, others, always, partly)), '[]')
            from teams left join employees on account_id = ${accountId} and employee_id = team
          ),
          'forgotten', (
            select coalesce(json_agg(slot), '[]') from claude_users
            where account_id = ${accountId} and first_active_on < ${period.from}::date
          )
        )::text as "group",
        (${selectReadDays(accountId, compared, sql`times_read is not distinct from indexed_read`)}) as read_days,
        ${formatKeptFrom(accountId)} as kept_from, null::text as day, null::text as adoption_id, null::bytea as active
      union all
      select null, null, null, to_char(day::timestamp, 'YYYY-MM-DD'), adoption_id, active
      from activity
      where account_id = ${accountId} and day <= ${period.to}::date
        and (adoption_id = 'any' or (day >= ${compared.from}::date and ${buildKeptCondition(accountId)}))`
    const { rows } = await runHeavyRead((db) => query.execute(db), options)

    const first = rows.find(({ group }) => group !== null)
    if (!first?.group) return null
    const group = JSON.parse(first.group) as GroupText
    if (!group.isViewerPresent || (scope !== 'all' && !group.hasMembers)) return null
    const days = parseReadDays(first.read_days ?? '[]')
    const { groups, ...activity } = countActivity({
      period,
      bucket,
      ...splitActivity(rows, new Set(days.map(({ day }) => day)), period, group.forgotten),
      groups: group.teams.map(([, , , , slots, others]) => ({
        slots: slots ?? [],
        people: (others ?? []).map(toPerson),
      })),
    })
    const comparedWeeks = listComparedWeeks(period)
    const teams = group.teams.map(([id, name, people, linked, , , always, partly], index) => ({
      manager: by === null && id !== null ? { id: id as EmployeeId, name: name ?? id } : null,
      value: by === null ? null : id,
      people,
      linked,
      ...addWeekPeople(
        groups[index] as GroupActivity,
        countWeekPeople(
          comparedWeeks,
          always,
          (partly ?? []).map(([startedOn, archivedOn]) => ({ startedOn, archivedOn })),
        ),
      ),
    }))
    return {
      ...sumTeams(teams),
      ...activity,
      teams,
      notShown: group.notShown,
      excluded: scope === 'all' ? group.excluded : null,
      keptFrom: first.kept_from,
      days,
    }
  },
})

const toPerson = ([users, from, to]: OtherRow): ActivityPerson => ({
  users: users.map(([slot, keptFrom]) => ({ slot, keptFrom })),
  from,
  to,
})

/** Splits the rows of `activity` into the read days that are compared, and all others before the period. */
const splitActivity = (
  rows: readonly Row[],
  readDays: ReadonlySet<Day>,
  { from }: Period,
  forgotten: readonly number[],
): { readonly days: readonly ActivityDay[]; readonly earlier: readonly Bitmap[] } => {
  const days = new Map<Day, { day: Day; active: Partial<Record<AdoptionId, Bitmap>> }>()
  const earlier = [createBitmap(forgotten)]
  for (const { day, adoption_id: id, active } of rows) {
    if (day === null || id === null || active === null) continue
    if (readDays.has(day)) {
      const entry = days.get(day) ?? { day, active: {} }
      days.set(day, entry)
      entry.active[id] = active
    } else if (id === 'any' && day < from) earlier.push(active)
  }
  return { days: [...days.values()], earlier }
}
