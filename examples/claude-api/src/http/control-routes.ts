import type { Settings } from '../settings.ts'
import { type Fault, parseFaults } from './faults.ts'
import type { ForeignCalls } from './rate-limit.ts'
import type { LoggedRequest } from './request-log.ts'

/** What the control routes read and change. */
export interface ControlPanel {
  readonly getState: () => {
    readonly latestDay: string
    readonly settings: Settings
    readonly faults: readonly Fault[]
    /** Number of sent and refused requests of the first organization's foreign tool. */
    readonly foreignCalls: ForeignCalls
  }
  readonly addFaults: (faults: readonly Fault[]) => void
  readonly clearFaults: () => void
  readonly changeSettings: (change: object) => void
  readonly requests: { readonly list: () => readonly LoggedRequest[]; readonly clear: () => void }
}

/** Returns whether a URL path belongs to the control routes. */
export const isControlPath = (path: string): boolean => /^\/_control(\/|$)/.test(path)

/**
 * Responds to a request for a route under `/_control`. The README lists the routes. Invalid input gets a 400 and
 * changes nothing.
 */
export const respondToControlRequest = async (
  request: Request,
  path: string,
  panel: ControlPanel,
): Promise<Response> => {
  const route = `${request.method} ${path}`
  try {
    switch (route) {
      case 'GET /_control':
        return Response.json(panel.getState())
      case 'POST /_control/faults':
        panel.addFaults(parseFaults(await request.json()))
        return Response.json(panel.getState())
      case 'DELETE /_control/faults':
        panel.clearFaults()
        return Response.json(panel.getState())
      case 'POST /_control/settings':
        panel.changeSettings(parseSettingsChange(await request.json()))
        return Response.json(panel.getState())
      case 'GET /_control/requests':
        return Response.json(panel.requests.list())
      case 'DELETE /_control/requests':
        panel.requests.clear()
        return Response.json([])
      default:
        return Response.json({ error: `There is no route ${route}. The README lists all routes.` }, { status: 404 })
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return Response.json({ error: error.message }, { status: 400 })
    }
    throw error
  }
}

const parseSettingsChange = (input: unknown): object => {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input
  throw new TypeError('The body must be an object that maps names of settings to new values.')
}
