import { isClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { isKeyOf } from '../../data/query/query-keys.ts'
import type { ClaudeContext } from '../../provider.tsx'
import { warnOnce } from '../../warn-once.ts'

/** Codes of answers that only a developer of the host can do something about. */
const developerCodes: ReadonlySet<string> = new Set(['answer_unreadable', 'stopped'])

/** The contexts of the widgets on the page. */
const contexts = new Map<Element, ClaudeContext>()

/**
 * Prints what is wrong with how a widget is embedded, to the console.
 * @param root - The widget's outermost element.
 * @returns A function that ends the checks.
 */
export const checkInDevelopment = (root: Element, context: ClaudeContext): (() => void) => {
  const { client, queryClient } = context
  checkStylesheet(root)
  checkQueryClients(context)
  if (client.viewerId === null) {
    warnOnce('not_signed_in', 'The viewerId of ClaudeProvider is null, so the widgets request nothing.')
  }
  const checkError = (error: unknown) => {
    if (isClaudeProblem(error) && developerCodes.has(error.code)) warnOnce(error.code, error.message)
  }
  const cache = queryClient.getQueryCache()
  for (const { queryKey, state } of cache.getAll()) if (isKeyOf(client, queryKey)) checkError(state.error)
  const unsubscribe = cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error' && isKeyOf(client, event.query.queryKey)) {
      checkError(event.action.error)
    }
  })
  contexts.set(root, context)
  return () => {
    contexts.delete(root)
    unsubscribe()
  }
}

/** A token that every stylesheet of the package sets. */
const token = '--_radius'

const checkStylesheet = (root: Element): void => {
  const check = () => {
    if (!root.isConnected || getComputedStyle(root).getPropertyValue(token)) return
    warnOnce(
      'stylesheet_missing',
      'No stylesheet of @windmill/claude-react applies to its widgets. Import one of them.',
    )
  }
  // A stylesheet may still be loading with the page.
  if (document.readyState === 'complete') check()
  else addEventListener('load', check, { once: true })
}

const checkQueryClients = ({ client, queryClient }: ClaudeContext): void => {
  const isOther = (other: ClaudeContext) =>
    other.client.baseUrl === client.baseUrl &&
    other.client.viewerId === client.viewerId &&
    other.queryClient !== queryClient
  if (![...contexts.values()].some(isOther)) return
  warnOnce(
    'provider_twice',
    'Two ClaudeProviders with different query clients are on the page, so the widgets request everything twice.',
  )
}
