import { http } from 'msw'
import { setupWorker } from 'msw/browser'
import type { Handler } from '../packages/react/src/test/contract.ts'

const servers = new Map<string, Handler>()

/** Everything that stories ask for goes over the network of the page, and the worker there brings it here. */
const worker = setupWorker(
  http.all('*/stories/:story/api/claude/*', ({ request, params }) => {
    const base = `/stories/${params.story}`
    const { origin, pathname, search } = new URL(request.url)
    return servers.get(base)?.(
      new Request(`${origin}${pathname.slice(pathname.indexOf(base) + base.length)}${search}`, request),
    )
  }),
)

let started: Promise<unknown> | undefined

/** Answers one story by a server of its own: several are on a docs page. Resolves with the `baseUrl` of its widgets. */
export const serve = async (story: string, server: Handler): Promise<string> => {
  started ??= worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  })
  await started
  servers.set(`/stories/${story}`, server)
  return `/stories/${story}/api/claude`
}
