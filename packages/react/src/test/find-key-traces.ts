import { dehydrate, type QueryClient } from '@tanstack/react-query'

/** Length of the pieces of a key that are searched for, in characters. */
const pieceLength = 12

/**
 * Finds the places of the page and of a query cache that contain a piece of a secret: plain, percent-encoded, or as
 * base64 at any alignment. The prefix of the secret, such as `sk-ant-api01-`, is public and is not searched for.
 */
export const findKeyTraces = async (secret: string, queryClient: QueryClient): Promise<string[]> => {
  const key = secret.replace(/^(?:sk-ant-[a-z]+\d\d-|cinv_)/, '')
  const forms = [key, ...[0, 1, 2].map((offset) => btoa('.'.repeat(offset) + key).slice(offset && offset + 1, -4))]
  const pieces = forms.flatMap((form) =>
    Array.from({ length: form.length - pieceLength + 1 }, (_, start) => form.slice(start, start + pieceLength)),
  )
  const containsPiece = (text: string): boolean => {
    const decoded = text.replaceAll(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    return pieces.some((piece) => decoded.includes(piece))
  }
  const places = Object.entries(await readPlaces(queryClient))
  return places.flatMap(([place, text]) => (containsPiece(text) ? place : []))
}

const readPlaces = async (queryClient: QueryClient): Promise<Readonly<Record<string, string>>> => {
  const everything = { shouldDehydrateQuery: () => true, shouldDehydrateMutation: () => true }
  const entries = [...queryClient.getQueryCache().getAll(), ...queryClient.getMutationCache().getAll()]
  return {
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input')].map(({ value }) => value).join('\n'),
    'local storage': JSON.stringify({ ...localStorage }),
    'session storage': JSON.stringify({ ...sessionStorage }),
    databases: JSON.stringify([await indexedDB.databases(), await caches.keys()]),
    cookies: document.cookie,
    addresses: [location.href, document.referrer, ...performance.getEntries().map(({ name }) => name)].join('\n'),
    history: JSON.stringify([history.state, window.name]),
    'query cache': JSON.stringify([
      dehydrate(queryClient, everything),
      entries.map(({ state, options, meta }) => ({ state, options, meta, error: String(state.error) })),
    ]),
  }
}
