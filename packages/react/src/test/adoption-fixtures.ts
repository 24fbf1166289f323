import {
  type AdoptionId,
  type AdoptionResponse,
  addDays,
  type Bucket,
  countDays,
  type Day,
  daysBetween,
  employeeId,
  firstServedDay,
  lastDays,
  listDays,
  maxDay,
  type Period,
  type ProductId,
  previousPeriod,
  type ReadDay,
} from '@windmill/claude-core'
import {
  type ActiveCounts,
  chooseBucket,
  computeAdoption,
  type EngagementCounts,
  mapAdoptionIds,
  splitIntoBuckets,
  startOfBucket,
} from '@windmill/claude-core/internal'
import { latestDay } from './fixtures.ts'

/** What `createAdoptionFixture` builds the response from. */
export interface AdoptionFixtureOptions extends Partial<Pick<AdoptionResponse, 'notShown' | 'excluded'>> {
  /** `@default` the last 30 days up to the latest day */
  readonly period?: Period
  readonly bucket?: Bucket
  /** Number of people by the manager's name. The key `no team` counts people without a team. */
  readonly teams?: Readonly<Record<string, number>>
  /** Percentage of people with a linked Claude user. `@default 93` */
  readonly linkedPercent?: number
  /** The manager of the group. `@default` none, the group is the whole company */
  readonly manager?: string
  /** The attribute by which people are grouped. Its values are the names of `teams`. `@default` null, by team */
  readonly by?: string | null
  /** Multiplies every count of people. `@default 1` */
  readonly multiplier?: number
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** The first day that was read. `@default firstServedDay` */
  readonly firstReadDay?: Day
  /** The first day without any activity. No later day has activity either. */
  readonly idleFrom?: Day
}

const noTeam = 'no team'

/** A company of 120 people with two small teams. */
const companyTeams: Readonly<Record<string, number>> = {
  'Aiko Tanaka': 26,
  'Ben Okafor': 18,
  'Lena Vogt': 31,
  'Noor Haddad': 22,
  'Tomás Ribeiro': 14,
  'Uma Rao': 4,
  'Yusuf Demir': 3,
  [noTeam]: 2,
}

/** Hashes two numbers to a fraction in [0, 1). Stands in for a random number, but is the same in every run. */
const hashToFraction = (first: number, second: number): number => {
  const seed = Math.imul(first + 11, 374_761_393) + Math.imul(second + 5, 668_265_263)
  const mixed = Math.imul(seed ^ (seed >>> 13), 1_274_126_177)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** The fraction of people who use a product at all. */
const adopterShares: Readonly<Record<ProductId, number>> = {
  chat: 0.75,
  code: 0.42,
  usage: 0.3,
  excel: 0.2,
  powerpoint: 0.06,
}

interface Person {
  readonly team: string
  readonly index: number
  readonly isLinked: boolean
  /** The day number of the person's first day with Claude. People start throughout the year. */
  readonly startDayNumber: number
  /** The day number after the person's last day with Claude. */
  readonly endDayNumber: number
  /** Probability that the person uses a product on a working day. */
  readonly dailyProbability: number
}

/** A day number after every day of the fixtures. */
const neverDayNumber = 400

const createPopulation = (teams: Readonly<Record<string, number>>, linkedPercent: number): Person[] => {
  const names = Object.entries(teams).flatMap(([team, people]) => Array.from({ length: people }, () => team))
  return names.map((team, index) => ({
    team,
    index,
    isLinked: hashToFraction(index, 1) * 100 < linkedPercent,
    startDayNumber: hashToFraction(index, 2) < 0.25 ? neverDayNumber : Math.floor(hashToFraction(index, 3) * 340),
    endDayNumber: hashToFraction(index, 4) < 0.1 ? 290 + Math.floor(hashToFraction(index, 5) * 25) : neverDayNumber,
    dailyProbability: hashToFraction(index, 6) ** 2,
  }))
}

interface DayInfo {
  /** Days since the first served day. */
  readonly dayNumber: number
  readonly isWorkday: boolean
}

const getDayInfo = (day: Day): DayInfo => ({
  dayNumber: daysBetween(firstServedDay, day),
  isWorkday: daysBetween(startOfBucket(day, 'week'), day) < 5,
})

const usesProductOn = (person: Person, { dayNumber, isWorkday }: DayInfo, id: ProductId): boolean => {
  if (!person.isLinked || dayNumber < person.startDayNumber || dayNumber >= person.endDayNumber) return false
  const salt = id.length * 31 + id.charCodeAt(0)
  if (hashToFraction(person.index, salt) > adopterShares[id]) return false
  return hashToFraction(person.index * 400 + dayNumber, salt + 1) < person.dailyProbability * (isWorkday ? 1 : 0.08)
}

const productIds = Object.keys(adopterShares) as ProductId[]

/** Creates the server's response about a group of people, computed by core. */
export const createAdoptionFixture = (options: AdoptionFixtureOptions = {}): AdoptionResponse => {
  const {
    period = lastDays(30, latestDay),
    teams = companyTeams,
    linkedPercent = 93,
    missing = [],
    firstReadDay = firstServedDay,
  } = options
  const { bucket = chooseBucket(period), idleFrom = '2027-01-01', multiplier = 1, manager, by = null } = options
  const previous = previousPeriod(period)
  const isRead = (day: Day) => day >= firstReadDay && day <= latestDay && !missing.includes(day)
  const population = createPopulation(teams, linkedPercent)
  const listDayInfos = (within: Period): readonly DayInfo[] =>
    listDays(within)
      .filter((day) => isRead(day) && day < idleFrom)
      .map(getDayInfo)
  const isActive = (person: Person, days: readonly DayInfo[], id: AdoptionId) =>
    days.some((day) => (id === 'any' ? productIds : [id]).some((productId) => usesProductOn(person, day, productId)))
  const countActive = (people: readonly Person[], within: Period): ActiveCounts => {
    const dayInfos = listDayInfos(within)
    return mapAdoptionIds((id) => multiplier * people.filter((person) => isActive(person, dayInfos, id)).length)
  }
  const countPeople = (people: readonly Person[]) => ({
    people: multiplier * people.length,
    linked: multiplier * people.filter(({ isLinked }) => isLinked).length,
    active: countActive(people, period),
  })
  const countEngagement = (within: Period): EngagementCounts => {
    const currentDays = listDayInfos(within)
    const previousDays = listDayInfos(previousPeriod(within))
    const earlierDays = listDayInfos({ from: maxDay(firstServedDay, firstReadDay), to: addDays(within.from, -1) })
    const activeGroups = new Map<string, { isNew: boolean; days: number; people: number }>()
    for (const person of population) {
      const days = currentDays.filter((day) => isActive(person, [day], 'any')).length
      if (days === 0) continue
      const isNew = !isActive(person, earlierDays, 'any')
      const group = activeGroups.get(`${isNew} ${days}`)
      activeGroups.set(`${isNew} ${days}`, { isNew, days, people: (group?.people ?? 0) + multiplier })
    }
    const isLapsed = (person: Person) => isActive(person, previousDays, 'any') && !isActive(person, currentDays, 'any')
    return { active: [...activeGroups.values()], lapsed: multiplier * population.filter(isLapsed).length }
  }
  const days = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to })
    .filter(isRead)
    .map((day): ReadDay => ({ day, latestDay, skills: 'report', connectors: 'report' }))
  const countSeries = (people: typeof population) =>
    new Map(
      splitIntoBuckets(period, bucket).map((bucketPeriod) => [bucketPeriod.from, countActive(people, bucketPeriod)]),
    )
  const countWeeks = (people: typeof population) =>
    new Map(
      splitIntoBuckets({ from: previous.from, to: period.to }, 'week')
        .filter((week) => countDays(week) === 7)
        .map((week) => [week.from, { people: multiplier * people.length, active: countActive(people, week) }]),
    )
  return computeAdoption({
    manager: manager ? { id: employeeId('manager'), name: manager } : null,
    period,
    bucket,
    by,
    ...countPeople(population),
    previousActive: countActive(population, previous),
    engagement: countEngagement(period),
    engagementSeries: new Map(
      bucket === 'day' ? [] : splitIntoBuckets(period, bucket).map((part) => [part.from, countEngagement(part)]),
    ),
    weeks: countWeeks(population),
    series: countSeries(population),
    teams: Object.keys(teams).map((name) => {
      const members = population.filter(({ team }) => team === name)
      return {
        manager:
          name === noTeam || by !== null ? null : { id: employeeId(name.toLowerCase().replaceAll(' ', '-')), name },
        value: by !== null && name !== noTeam ? name : null,
        ...countPeople(members),
        series: countSeries(members),
        weeks: countWeeks(members),
      }
    }),
    days,
    latestDay,
    notShown: options.notShown ?? 0,
    excluded: options.excluded ?? (manager ? null : 0),
    seats: manager ? null : { day: '2026-11-20', assigned: multiplier * population.length + 6, pendingInvites: 3 },
  })
}
