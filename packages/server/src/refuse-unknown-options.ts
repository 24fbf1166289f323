import { isWithinEdits } from '@windmill/claude-core/internal'
import { ConfigurationError } from './configuration-error.ts'

/**
 * Refuses an option with an unknown name, since a misspelled option would silently have no effect.
 * @param given - The options. A value that is not an object counts as no options.
 * @param owner - What takes the options, such as `postgresStorage`.
 * @param known - The names of all options.
 * @throws `ConfigurationError` `option_invalid`, with the unknown name and the most similar known one.
 */
export const refuseUnknownOptions = (given: unknown, owner: string, known: readonly string[]): void => {
  if (typeof given !== 'object' || given === null) return
  const unknownName = Object.keys(given).find((name) => !known.includes(name))
  if (unknownName === undefined) return
  const similar = findSimilarName(unknownName, known)
  throw new ConfigurationError(
    'option_invalid',
    `${owner} has no option ${showName(unknownName)}${similar === undefined ? '' : `: ${similar} is the most similar one`}. ` +
      `Nothing was started. ${similar === undefined ? 'Remove it' : 'Correct the name'}. The options are ${known.join(', ')}.`,
  )
}

const maxEdits = 3

const findSimilarName = (unknownName: string, known: readonly string[]): string | undefined => {
  for (let edits = 0; edits <= maxEdits; edits += 1) {
    // With many edits, a short name would be similar to any other.
    const found = known.find(
      (name) => edits * 2 < name.length && isWithinEdits(name.toLowerCase(), unknownName.toLowerCase(), edits),
    )
    if (found !== undefined) return found
  }
  return undefined
}

/** Shows a name only if it looks like the name of an option. Any other text may be a secret in the wrong place. */
const showName = (name: string): string => (/^[\w.-]{1,40}$/.test(name) ? name : 'with such a name')
