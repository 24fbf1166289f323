import { ConfigurationError } from '../configuration-error.ts'

/** PostgreSQL's reserved words, up to version 18. pg-boss writes the name of its schema without quotes. */
const reservedWords: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
  from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true union
  unique user using variadic verbose when where window with`.split(/\s+/),
)

const isValidSchema = (schema: unknown): boolean =>
  typeof schema === 'string' &&
  /^[a-z_][a-z0-9_]{0,49}$/.test(schema) &&
  !schema.startsWith('pg_') &&
  schema !== 'information_schema' &&
  !reservedWords.has(schema)

/**
 * Returns the name of a schema if it is valid.
 * @throws `ConfigurationError` `option_invalid`
 */
export const validateSchema = (schema: string): string => {
  if (isValidSchema(schema)) return schema
  throw new ConfigurationError(
    'option_invalid',
    'The option schema is not the name of a schema: it must be up to 50 lower-case letters, digits and underscores, ' +
      'and cannot begin with a digit or pg_, or be a reserved word such as user. Nothing was started. Correct it where the storage or the scheduler is made.',
  )
}
