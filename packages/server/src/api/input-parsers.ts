import type { DisconnectData, LinkRequest, TeamStatsQuery } from '@windmill/claude-core'
import {
  disconnectQuerySchema,
  keyRequestSchema,
  linkRequestSchema,
  type Schema,
  teamStatsQuerySchema,
} from '@windmill/claude-core/contract'
import { describeValue } from '../describe-value.ts'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { type Input, readInput } from './read-input.ts'
import { validate } from './validate.ts'

/**
 * Validates one argument of an operation, from a client or the host's code, which may be untyped.
 * @throws `ProblemError` `invalid_request` naming the field but not its value, which may be a key.
 */
export type ParseInput<Value> = (given: unknown) => Value

const createInputError = (field: string, given: unknown, expected: string): ProblemError =>
  new ProblemError('invalid_request', {
    field,
    detail: `${field} is ${describeValue(given)}, and must be ${expected}.`,
  })

/** Creates the parser of an id. Any string is safe as an id, since every operation looks it up in storage. */
export const createIdParser =
  <Id extends string>(field: string): ParseInput<Id> =>
  (given) => {
    if (typeof given !== 'string') throw createInputError(field, given, 'a string')
    return given as Id
  }

/**
 * Creates the parser of a query. A missing query counts as an empty query, and an undefined field as a missing field.
 */
export const createQueryParser =
  <Query>(schema: Schema<Query>): ParseInput<Query> =>
  (given) =>
    validate(schema, copyFields(given, 'query'))

/** Parses the query of a team. Unlike a client, the host gives the stats as an array. */
export const parseTeamStatsQuery: ParseInput<TeamStatsQuery> = (given) => {
  const { stats, ...query } = copyFields(given, 'query')
  if (!Array.isArray(stats)) return validate(teamStatsQuerySchema, { ...query, ...(stats !== undefined && { stats }) })
  // An empty array is valid, because a host may compute it.
  if (!stats.every((id) => typeof id === 'string')) throw createInputError('stats', stats, 'an array of ids of stats')
  if (stats.length === 0) return { ...validate(teamStatsQuerySchema, query), stats: [] }
  return validate(teamStatsQuerySchema, { ...query, stats: stats.join(',') })
}

const copyFields = (given: unknown = {}, name: string): Readonly<Record<string, unknown>> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw createInputError(name, given, 'an object')
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** Parses what a disconnect does with the stored data. */
export const parseDisconnectData: ParseInput<DisconnectData> = (given) =>
  validate(disconnectQuerySchema, { data: given }).data

/** Reads and validates an input, after the viewer's permission is checked. */
export type InputReader<Value extends string | object> = () => Promise<Value>

const createInputReader =
  <Value extends string | object>(parse: ParseInput<Value>): ParseInput<InputReader<Value>> =>
  (given) =>
  async () =>
    parse(await readInput(given as Input<Value>))

/** Parses a pasted text, or a function that reads it. */
export const parseKeyInput: ParseInput<InputReader<string>> = createInputReader(
  (given) => validate(keyRequestSchema, { apiKey: given }).apiKey,
)

/** Parses a change of a link. */
export const parseLinkRequest: ParseInput<LinkRequest> = (given) => validate(linkRequestSchema, given, 'request')

/** Parses a change of a link, or a function that reads it. */
export const parseLinkInput: ParseInput<InputReader<LinkRequest>> = createInputReader(parseLinkRequest)

/** Parses the options of a read. */
export const parseReadOptions: ParseInput<ReadOptions> = (given = {}) => {
  if (typeof given !== 'object' || given === null) throw createInputError('options', given, 'an object')
  const { signal } = given as ReadOptions
  if (signal !== undefined && !isSignal(signal)) throw createInputError('signal', signal, 'an AbortSignal')
  return { signal }
}

/** Whether a value has the members of a signal. Its class is not checked, since a test may run in another realm. */
const isSignal = (given: unknown): boolean => {
  const { aborted, throwIfAborted, addEventListener } = (given ?? {}) as Partial<AbortSignal>
  return [throwIfAborted, addEventListener].every((method) => typeof method === 'function') && aborted !== undefined
}
