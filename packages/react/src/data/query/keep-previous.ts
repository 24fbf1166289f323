import type { ClaudeClient } from '../fetch/client.ts'
import { isKeyOf } from './query-keys.ts'

/**
 * Creates the `placeholderData` of a query: the data of the previous query while this query loads. Data of another
 * viewer is never kept.
 * @param isSameSubject Whether the previous data may be shown while this query loads. `@default` always true
 */
export const keepPrevious =
  <Data, Key extends readonly unknown[]>(
    client: ClaudeClient,
    isSameSubject: (previous: Data, previousKey: Key) => boolean = () => true,
  ) =>
  (previous: Data | undefined, query: { readonly queryKey: Key } | undefined): Data | undefined =>
    previous && query && isKeyOf(client, query.queryKey) && isSameSubject(previous, query.queryKey)
      ? previous
      : undefined
