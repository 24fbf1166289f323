import { isDay } from '@windmill/claude-core'
import { type Endpoint, endpoints } from '../settings.ts'

export const faultKinds = [
  /** An answer with `status`, and `retryAfter` and `shouldRetry` as headers where they are given. */
  'error',
  /** No answer, until the client gives up or faults are cleared: then the request goes on. */
  'hang',
  /** The connection is reset before anything is answered. */
  'reset',
  /** A complete answer whose JSON ends in the middle. */
  'truncated_json',
  /** The connection is reset in the middle of the answer. */
  'cut_off',
  /** A page for people, as a proxy in between sends it: with `status`, 502 when none is given. */
  'html',
  /** `next_page` leads to the page that it stands on. */
  'repeated_cursor',
  /** The same page comes once more, under a cursor that was not seen before. */
  'repeated_page',
  /** The last row of a page of the list of users twice, as when an address that it is sorted by changes in between. */
  'repeated_row',
  /** No rows, and a cursor to those that would have been here. */
  'empty_page',
  /** A text where the first row has a number. */
  'wrong_type',
  /** Null where the first row has a block. */
  'null_block',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly kind: FaultKind
  /** Which requests it befalls: all, unless narrowed by these. */
  readonly endpoint?: Endpoint
  /** The day, or the first day of the range, that is asked for. */
  readonly date?: string
  /** First pages or those with a cursor. */
  readonly page?: 'first' | 'next'
  /** How many requests it befalls; without it, all until faults are cleared. */
  readonly times?: number
  /** For `error` (500 when not given) and `html` (502). */
  readonly status?: number
  /** For `error`: seconds, or a date as HTTP writes it. */
  readonly retryAfter?: number | string
  /** For `error`. */
  readonly shouldRetry?: boolean
}

export interface FaultedRequest {
  readonly endpoint: Endpoint
  readonly date: string | null
  readonly page: string | null
}

export interface Faults {
  /** Those that are still to come, with how often. The first that fits a request befalls it. */
  readonly list: () => readonly Fault[]
  readonly add: (faults: readonly Fault[]) => void
  /** Ends all, and lets hanging requests go on. */
  readonly clear: () => void
  /** The fault that befalls a request, counted. */
  readonly take: (request: FaultedRequest) => Fault | null
  /** Waits until faults are cleared. Rejects with the signal's reason when that aborts first. */
  readonly hang: (signal: AbortSignal) => Promise<void>
}

export const createFaults = (): Faults => {
  let faults: { readonly fault: Fault; left: number }[] = []
  let released = Promise.withResolvers<void>()
  return {
    list: () =>
      faults.map(({ fault, left }) => (left === Number.POSITIVE_INFINITY ? fault : { ...fault, times: left })),
    add: (added) => {
      faults = [...faults, ...added.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }))]
    },
    clear: () => {
      faults = []
      released.resolve()
      released = Promise.withResolvers()
    },
    take: (request) => {
      const found = faults.find(({ fault }) => befalls(fault, request))
      if (!found) return null
      found.left -= 1
      faults = faults.filter(({ left }) => left > 0)
      return found.fault
    },
    hang: async (signal) => {
      const given = Promise.withResolvers<never>()
      const giveUp = (): void => given.reject(signal.reason)
      signal.addEventListener('abort', giveUp)
      try {
        signal.throwIfAborted()
        await Promise.race([released.promise, given.promise])
      } finally {
        signal.removeEventListener('abort', giveUp)
      }
    },
  }
}

const befalls = ({ endpoint, date, page }: Fault, request: FaultedRequest): boolean =>
  (endpoint === undefined || endpoint === request.endpoint) &&
  (date === undefined || date === request.date) &&
  (page === undefined || (page === 'first') === (request.page === null))

const fields: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  kind: (value) => faultKinds.some((known) => known === value),
  endpoint: (value) => endpoints.some((known) => known === value),
  date: isDay,
  page: (value) => value === 'first' || value === 'next',
  times: (value) => Number.isInteger(value) && Number(value) > 0,
  status: (value) => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599,
  retryAfter: (value) => (typeof value === 'number' && value >= 0) || typeof value === 'string',
  shouldRetry: (value) => typeof value === 'boolean',
}

/** Reads faults from what a request carries: one or a list. Throws a `TypeError` that names the field which is wrong. */
export const parseFaults = (input: unknown): Fault[] =>
  (Array.isArray(input) ? input : [input]).map((fault: unknown) => {
    if (typeof fault !== 'object' || fault === null) throw new TypeError('A fault must be an object.')
    if (!('kind' in fault)) throw new TypeError(`A fault needs a "kind": ${faultKinds.join(', ')}.`)
    for (const [name, value] of Object.entries(fault)) {
      const known = Object.hasOwn(fields, name)
      if (!known) throw new TypeError(`A fault has no field "${name}". There are: ${Object.keys(fields).join(', ')}.`)
      if (!fields[name as keyof Fault](value)) {
        throw new TypeError(`The field "${name}" of a fault cannot be ${JSON.stringify(value)}.`)
      }
    }
    return fault as Fault
  })
