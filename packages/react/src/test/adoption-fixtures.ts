import {
  type AdoptionId,
  type AdoptionResponse,
  addDays,
  type Bucket,
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
  computeAdoption,
  mapAdoptionIds,
  splitIntoBuckets,
  startOfBucket,
} from '@windmill/claude-core/internal'
import { chooseBucket } from '../shared/period/period-choice.ts'
import { latestDay } from './fixtures.ts'

export interface AdoptionFixture {
  readonly period?: Period
  readonly bucket?: Bucket
  /** Number of people by the manager's name. The key `noTeam` counts people without a team. */
  readonly teams?: Readonly<Record<string, number>>
  /** Percentage of people with a linked Claude user. */
  readonly linkedPercent?: number
  /** Multiplies every count of people. */
  readonly multiplier?: number
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** The first day that was read. */
  readonly firstReadDay?: Day
  /** First day of a range without any activity. */
  readonly idleFrom?: Day
}

const noTeam = 'no team'

/** A company of 120, with two small teams. */
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

/** A pseudorandom fraction in [0, 1) that depends only on its arguments. */
const pseudoRandom = (first: number, second: number): number => {
  const seed = Math.imul(first + 11, 374_761_393) + Math.imul(second + 5, 668_265_263)
  const mixed = Math.imul(seed ^ (seed >>> 13), 1_274_126_177)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** The share of people who use a product at all. */
const adopterShare: Readonly<Record<ProductId, number>> = {
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
  /** Their first day with Claude, as a day number. People start throughout the year. */
  readonly startDay: number
  /** The first day after their last one, as a day number. */
  readonly endDay: number
  /** How likely they use a product on a working day. */
  readonly dailyProbability: number
}

const createPopulation = (teams: Readonly<Record<string, number>>, linkedPercent: number): Person[] => {
  const names = Object.entries(teams).flatMap(([team, people]) => Array.from({ length: people }, () => team))
  return names.map((team, index) => ({
    team,
    index,
    isLinked: pseudoRandom(index, 1) * 100 < linkedPercent,
    startDay: pseudoRandom(index, 2) < 0.25 ? 400 : Math.floor(pseudoRandom(index, 3) * 340),
    endDay: pseudoRandom(index, 4) < 0.1 ? 290 + Math.floor(pseudoRandom(index, 5) * 25) : 400,
    dailyProbability: pseudoRandom(index, 6) ** 2,
  }))
}

interface DayInfo {
  /** Days since the first served day. */
  readonly number: number
  readonly isWorkday: boolean
}

const getDayInfo = (day: Day): DayInfo => ({
  number: daysBetween(firstServedDay, day),
  isWorkday: daysBetween(startOfBucket(day, 'week'), day) < 5,
})

const usesProductOn = (person: Person, { number, isWorkday }: DayInfo, id: ProductId): boolean => {
  if (!person.isLinked || number < person.startDay || number >= person.endDay) return false
  const salt = id.length * 31 + id.charCodeAt(0)
  if (pseudoRandom(person.index, salt) > adopterShare[id]) return false
  return pseudoRandom(person.index * 400 + number, salt + 1) < person.dailyProbability * (isWorkday ? 1 : 0.08)
}

const productIds = Object.keys(adopterShare) as ProductId[]

/** The server's response about a group of people, computed by core. */
export const adoptionFixture = (fixture: AdoptionFixture = {}): AdoptionResponse => {
  const {
    period = lastDays(30, latestDay),
    teams = companyTeams,
    linkedPercent = 93,
    missing = [],
    firstReadDay = firstServedDay,
  } = fixture
  const { bucket = chooseBucket(period), idleFrom = '2027-01-01', multiplier = 1 } = fixture
  const previous = previousPeriod(period)
  const isRead = (day: Day) => day >= firstReadDay && day <= latestDay && !missing.includes(day)
  const population = createPopulation(teams, linkedPercent)
  const listDayInfos = (span: Period): readonly DayInfo[] =>
    listDays(span)
      .filter((day) => isRead(day) && day < idleFrom)
      .map(getDayInfo)
  const isActive = (person: Person, days: readonly DayInfo[], id: AdoptionId) =>
    days.some((day) => (id === 'any' ? productIds : [id]).some((productId) => usesProductOn(person, day, productId)))
  const countActive = (people: readonly Person[], span: Period): ActiveCounts => {
    const dayInfos = listDayInfos(span)
    return mapAdoptionIds((id) => multiplier * people.filter((person) => isActive(person, dayInfos, id)).length)
  }
  const countPeople = (people: readonly Person[]) => ({
    people: multiplier * people.length,
    linked: multiplier * people.filter(({ isLinked }) => isLinked).length,
    active: countActive(people, period),
  })
  const currentDays = listDayInfos(period)
  const previousDays = listDayInfos(previous)
  const earlierDays = listDayInfos({ from: maxDay(firstServedDay, firstReadDay), to: addDays(period.from, -1) })
  const activeGroups = new Map<string, { isNew: boolean; days: number; people: number }>()
  for (const person of population) {
    const days = currentDays.filter((day) => isActive(person, [day], 'any')).length
    if (days === 0) continue
    const isNew = !isActive(person, earlierDays, 'any')
    const group = activeGroups.get(`${isNew} ${days}`)
    activeGroups.set(`${isNew} ${days}`, { isNew, days, people: (group?.people ?? 0) + multiplier })
  }
  const days = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to })
    .filter(isRead)
    .map((day): ReadDay => ({ day, latestDay, skills: 'report', connectors: 'report' }))
  return computeAdoption({
    period,
    bucket,
    ...countPeople(population),
    previousActive: countActive(population, previous),
    engagement: {
      active: [...activeGroups.values()],
      lapsed:
        multiplier *
        population.filter((person) => isActive(person, previousDays, 'any') && !isActive(person, currentDays, 'any'))
          .length,
    },
    series: new Map(splitIntoBuckets(period, bucket).map((span) => [span.from, countActive(population, span)])),
    teams: Object.keys(teams).map((name) => ({
      manager: name === noTeam ? null : { id: employeeId(name.toLowerCase().replaceAll(' ', '-')), name },
      ...countPeople(population.filter(({ team }) => team === name)),
    })),
    days,
    latestDay,
  })
}
