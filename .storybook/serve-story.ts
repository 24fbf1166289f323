import { http } from 'msw'
import { setupWorker } from 'msw/browser'
import type { Handler } from '../packages/react/src/test/enforce-contract.ts'

/** The handler of each story, by the path of the story. */
const handlers = new Map<string, Handler>()

/** Intercepts the requests of all stories and passes them to the story's handler. */
const worker = setupWorker(
  http.all('*/stories/:story/api/claude/*', ({ request, params }) => {
    const storyPath = `/stories/${params.story}`
    const { origin, pathname, search } = new URL(request.url)
    return handlers.get(storyPath)?.(
      new Request(`${origin}${pathname.slice(pathname.indexOf(storyPath) + storyPath.length)}${search}`, request),
    )
  }),
)

let workerStart: Promise<unknown> | undefined

/**
 * Answers the requests of one story with its handler. Resolves to the `baseUrl` for the story's widgets. Each story has
 * its own `baseUrl`, because a docs page shows several stories at once.
 */
export const serveStory = async (storyId: string, handler: Handler): Promise<string> => {
  workerStart ??= worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  })
  await workerStart
  handlers.set(`/stories/${storyId}`, handler)
  return `/stories/${storyId}/api/claude`
}
