import { ConfigurationError } from '../configuration-error.ts'

/**
 * Checks the name of a schema.
 * @throws `ConfigurationError` `option_invalid`
 */
export const validateSchema = (schema: string): string => {
  if (typeof schema === 'string' && /^[a-z_][a-z0-9_]{0,49}$/.test(schema) && !schema.startsWith('pg_')) return schema
  throw new ConfigurationError(
    'option_invalid',
    'The option schema is not the name of a schema: it must be up to 50 lower-case letters, digits and underscores, ' +
      'and cannot begin with a digit or pg_. Nothing was started. Correct it where the storage or the scheduler is made.',
  )
}
