import { addDays, adoptionIds, type Day, listDays, type Period, previousPeriod } from '@windmill/claude-core'
import { type EngagementCounts, mapAdoptionIds, splitIntoBuckets } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBitmap } from './bitmap.ts'
import {
  type ActivityDay,
  type ActivityInput,
  type ActivityPerson,
  countActivity,
  listComparedWeeks,
} from './count-activity.ts'

const slotCount = 80
const firstDay: Day = '2026-10-26'

const anyHistory = fc.array(fc.record({ slots: fc.array(fc.nat({ max: slotCount - 1 })), isRead: fc.boolean() }), {
  minLength: 40,
  maxLength: 40,
})
const optionalDay = fc.option(
  fc.nat({ max: 45 }).map((count) => addDays(firstDay, count)),
  { freq: 2 },
)
/** People, each with a group, a number of Claude users, and the first and last day that count. */
const anyPeople = fc.array(
  fc.record({ group: fc.nat({ max: 3 }), users: fc.nat({ max: 2 }), from: optionalDay, to: optionalDay }),
  { maxLength: 30 },
)

interface TestPerson extends ActivityPerson {
  readonly group: number
}

/** Checks every person on every day, directly by the definitions. */
const countOneByOne = ({ period, bucket, days, earlier }: ActivityInput, everyone: readonly TestPerson[]) => {
  const previous = previousPeriod(period)
  const isIn = (bitmap: Uint8Array | undefined, slot: number) => (((bitmap?.[slot >> 3] ?? 0) >> (slot % 8)) & 1) === 1
  const isActive = ({ users, from, to }: TestPerson, { day, active }: ActivityDay, id: (typeof adoptionIds)[number]) =>
    (from === null || day >= from) &&
    (to === null || day <= to) &&
    users.some(({ slot, keptFrom }) => (keptFrom === null || day >= keptFrom) && isIn(active[id], slot))
  const countDays = (person: TestPerson, { from, to }: Period, id: (typeof adoptionIds)[number] = 'any') =>
    days.filter((entry) => entry.day >= from && entry.day <= to && isActive(person, entry, id)).length
  const countPeople = (among: readonly TestPerson[], part: Period) =>
    mapAdoptionIds((id) => among.filter((person) => countDays(person, part, id) > 0).length)
  const wasActiveBefore = ({ users }: TestPerson) =>
    users.some(
      ({ slot }) =>
        earlier.some((bitmap) => isIn(bitmap, slot)) ||
        days.some(({ day, active }) => day < period.from && isIn(active.any, slot)),
    )
  const countEngagement = (part: Period) => {
    const active = new Map<string, number>()
    for (const person of everyone) {
      const wasActive =
        wasActiveBefore(person) ||
        (part.from > period.from && countDays(person, { ...period, to: addDays(part.from, -1) }) > 0)
      const key = `${!wasActive} ${countDays(person, part)}`
      if (countDays(person, part) > 0) active.set(key, (active.get(key) ?? 0) + 1)
    }
    const isLapsed = (person: TestPerson) =>
      countDays(person, part) === 0 &&
      countDays(person, previousPeriod(part)) > 0 &&
      (person.to === null || person.to >= part.to)
    return { active, lapsed: everyone.filter(isLapsed).length }
  }
  const parts = splitIntoBuckets(period, bucket)
  return {
    previousActive: countPeople(everyone, previous),
    engagement: countEngagement(period),
    engagementSeries: bucket === 'day' ? [] : parts.map((part) => [part.from, countEngagement(part)]),
    groups: [0, 1, 2, 3].map((group) => {
      const members = everyone.filter((person) => person.group === group)
      return {
        active: countPeople(members, period),
        series: parts.map((part) => [part.from, countPeople(members, part)] as const).filter(([, { any }]) => any > 0),
        weeks: listComparedWeeks(period).map((week) => [week.from, countPeople(members, week)]),
      }
    }),
  }
}

test('the counts equal a check of every person on every day, for random people, slots and days', () => {
  const periodDays = fc.integer({ min: 1, max: 20 })
  fc.assert(
    fc.property(
      anyHistory,
      anyPeople,
      periodDays,
      fc.constantFrom('day', 'week', 'month'),
      (history, crowd, length, bucket) => {
        const period: Period = { from: addDays(firstDay, 40 - length), to: addDays(firstDay, 39) }
        const entries = history.map(({ slots, isRead }, index): ActivityDay & { isRead: boolean } => ({
          day: addDays(firstDay, index),
          isRead,
          active: {
            ...mapAdoptionIds((id) => createBitmap(slots.filter((slot) => slot % 6 === adoptionIds.indexOf(id)))),
            any: createBitmap(slots),
          },
        }))
        const { from } = previousPeriod(period)
        const isCompared = (entry: (typeof entries)[number]) => entry.isRead && entry.day >= from
        let slot = 0
        const everyone = crowd.map(({ users, ...person }): TestPerson => {
          const own = Array.from({ length: users }, () => ({
            slot: slot++,
            keptFrom: slot % 7 === 0 ? person.to : null,
          }))
          return { ...person, users: own }
        })
        /** Whether `ActivityGroup` holds this person as a single slot. */
        const isPlain = ({ users, from: start, to }: TestPerson) =>
          users.length === 1 && users[0]?.keptFrom === null && start === null && to === null
        const input: ActivityInput = {
          period,
          bucket,
          days: entries.filter(isCompared),
          earlier: entries.flatMap((entry) =>
            !isCompared(entry) && entry.day < period.from && entry.active.any ? [entry.active.any] : [],
          ),
          groups: [0, 1, 2, 3].map((group) => {
            const members = everyone.filter((person) => person.group === group)
            return {
              slots: members.filter(isPlain).flatMap(({ users }) => users.map((user) => user.slot)),
              people: members.filter((person) => !isPlain(person)),
            }
          }),
        }
        const { previousActive, engagement, engagementSeries, groups } = countActivity(input)
        const toMap = ({ active, lapsed }: EngagementCounts) => ({
          active: new Map(active.map(({ isNew, days: count, people: n }) => [`${isNew} ${count}`, n])),
          lapsed,
        })
        expect({
          previousActive,
          engagement: toMap(engagement),
          engagementSeries: [...engagementSeries].map(([start, counts]) => [start, toMap(counts)]),
          groups: groups.map(({ active, series, weeks }) => ({ active, series: [...series], weeks: [...weeks] })),
        }).toEqual(countOneByOne(input, everyone))
      },
    ),
    { numRuns: 300 },
  )
})

test('the compared weeks are all whole ISO weeks of both periods, including the week that spans the boundary between them', () => {
  const weeks = listComparedWeeks({ from: '2026-11-05', to: '2026-11-18' })
  expect(weeks.map(({ from }) => from)).toEqual(['2026-10-26', '2026-11-02', '2026-11-09'])
})

test('someone with a slot after the end of every bitmap was never active', () => {
  const period: Period = { from: '2026-11-02', to: '2026-11-03' }
  const { engagement, groups } = countActivity({
    period,
    bucket: 'day',
    days: listDays(period).map((day) => ({ day, active: { any: createBitmap([0]) } })),
    earlier: [createBitmap([1])],
    groups: [
      { slots: [0, 500], people: [{ users: [{ slot: 33, keptFrom: null }], from: null, to: null }] },
      { slots: [], people: [{ users: [{ slot: 32, keptFrom: null }], from: '2026-11-03', to: null }] },
    ],
  })
  expect(groups.map(({ active }) => active.any)).toEqual([1, 0])
  expect(engagement).toEqual({ active: [{ isNew: true, days: 2, people: 1 }], lapsed: 0 })
})
