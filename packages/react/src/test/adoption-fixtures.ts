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
  startOfBucket,
  computeAdoption,
  mapAdoptionIds,
  splitIntoBuckets,
} from '@windmill/claude-core/internal'
import { chooseBucket } from '../shared/period/period-choice.ts'
import { latestDay } from './fixtures.ts'

export interface AdoptionFixture {
  readonly period?: Period
  readonly bucket?: Bucket
  /** Teams, by their managers' names. The name of `nobody` stands for those who are in no team. */
  readonly teams?: Readonly<Record<string, number>>
  /** Of so many in every hundred people the claude user is known. */
  readonly linked?: number
  /** As many times as many people, who do the same. */
  readonly multiplier?: number
  /** Days that were not read. */
  readonly missing?: readonly Day[]
  /** The first day that was read. */
  readonly firstReadDay?: Day
  /** Who does nothing from a day on. */
  readonly idleFrom?: Day
}

const noTeam = 'nobody'

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

/** A fraction from 0 to 1 that depends on nothing but its arguments. */
const pseudoRandom = (one: number, other: number): number => {
  const seed = Math.imul(one + 11, 374_761_393) + Math.imul(other + 5, 668_265_263)
  const mixed = Math.imul(seed ^ (seed >>> 13), 1_274_126_177)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** How likely a person uses a product on a working day; nobody uses all. */
const usageProbability: Readonly<Record<ProductId, number>> = {
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
  /** Before it they did nothing: people come to it through the year. */
  readonly since: number
  readonly until: number
  readonly dailyProbability: number
}

const createPopulation = (teams: Readonly<Record<string, number>>, linked: number): Person[] => {
  const names = Object.entries(teams).flatMap(([team, people]) => Array.from({ length: people }, () => team))
  return names.map((team, index) => ({
    team,
    index,
    isLinked: pseudoRandom(index, 1) * 100 < linked,
    since: pseudoRandom(index, 2) < 0.25 ? 400 : Math.floor(pseudoRandom(index, 3) * 340),
    until: pseudoRandom(index, 4) < 0.1 ? 290 + Math.floor(pseudoRandom(index, 5) * 25) : 400,
    eagerness: pseudoRandom(index, 6) ** 2,
  }))
}

interface DayInfo {
  readonly number: number
  readonly isWorkday: boolean
}

const getDayInfo = (day: Day): DayInfo => ({
  number: daysBetween(firstServedDay, day),
  isWorkday: daysBetween(startOfBucket(day, 'week'), day) < 5,
})

const usesProductOn = (person: Person, { number, isWorkday }: DayInfo, id: ProductId): boolean => {
  if (!person.isLinked || number < person.since || number >= person.until) return false
  const salt = id.length * 31 + id.charCodeAt(0)
  if (pseudoRandom(person.index, salt) > usageProbability[id]) return false
  return pseudoRandom(person.index * 400 + number, salt + 1) < person.dailyProbability * (isWorkday ? 1 : 0.08)
}

const productIds = Object.keys(usageProbability) as ProductId[]

/** What the server answers about a group of people, made by core's own rules. */
export const adoptionFixture = (fixture: AdoptionFixture = {}): AdoptionResponse => {
  const {
    period = lastDays(30, latestDay),
    teams = companyTeams,
    linked = 93,
    missing = [],
    firstReadDay: since = firstServedDay,
  } = fixture
  const { bucket = chooseBucket(period), idleFrom = '2027-01-01', multiplier: times = 1 } = fixture
  const previous = previousPeriod(period)
  const isRead = (day: Day) => day >= since && day <= latestDay && !missing.includes(day)
  const population = createPopulation(teams, linked)
  const placesIn = (span: Period): readonly DayInfo[] =>
    listDays(span)
      .filter((day) => isRead(day) && day < idleFrom)
      .map(getDayInfo)
  const uses = (person: Person, places: readonly DayInfo[], id: AdoptionId) =>
    places.some((place) => (id === 'any' ? productIds : [id]).some((each) => usesProductOn(person, place, each)))
  const countActive = (people: readonly Person[], span: Period): ActiveCounts => {
    const places = placesIn(span)
    return mapAdoptionIds((id) => times * people.filter((person) => uses(person, places, id)).length)
  }
  const counted = (people: readonly Person[]) => ({
    people: times * people.length,
    linked: times * people.filter(({ isLinked }) => isLinked).length,
    active: countActive(people, period),
  })
  const current = placesIn(period)
  const last = placesIn(previous)
  const before = placesIn({ from: maxDay(firstServedDay, since), to: addDays(period.from, -1) })
  const active = new Map<string, { isNew: boolean; days: number; people: number }>()
  for (const person of population) {
    const days = current.filter((place) => uses(person, [place], 'any')).length
    if (days === 0) continue
    const isNew = !uses(person, before, 'any')
    const known = active.get(`${isNew} ${days}`)
    active.set(`${isNew} ${days}`, { isNew, days, people: (known?.people ?? 0) + times })
  }
  const days = listDays({ from: maxDay(previous.from, firstServedDay), to: period.to })
    .filter(isRead)
    .map((day): ReadDay => ({ day, latestDay, skills: 'report', connectors: 'report' }))
  return computeAdoption({
    period,
    bucket,
    ...counted(population),
    previousActive: countActive(population, previous),
    engagement: {
      active: [...active.values()],
      lapsed: times * population.filter((person) => uses(person, last, 'any') && !uses(person, current, 'any')).length,
    },
    series: new Map(splitIntoBuckets(period, bucket).map((span) => [span.from, countActive(population, span)])),
    teams: Object.keys(teams).map((name) => ({
      manager: name === noTeam ? null : { id: employeeId(name.toLowerCase().replaceAll(' ', '-')), name },
      ...counted(population.filter(({ team }) => team === name)),
    })),
    days,
    latestDay,
  })
}
