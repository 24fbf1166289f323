import type { Keys } from '@windmill/example-claude-api'

/**
 * Lists the texts that contain an API key, or enough of one to recognize it. A key may be cut off or encoded.
 * @param describe - Describes where the texts come from, for the messages.
 */
export const findKeyLeaks = (keys: Keys, texts: readonly string[], describe: string): string[] =>
  Object.values(keys).flatMap((key: string) => {
    // Both forms begin after the prefix, which is the same for all keys, and survive an encoding of hyphens.
    const secret = key.split('-').at(-1)?.slice(0, 20) ?? key
    const encoded = Buffer.from(key).toString('base64').slice(20, 40)
    return texts
      .filter((text) => text.includes(secret) || text.includes(encoded))
      .map((text) => `A key is in ${describe}: ${text.slice(0, 300)}`)
  })
