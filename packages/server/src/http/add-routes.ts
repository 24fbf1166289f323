import type { Hono } from 'hono'
import type { BlankSchema } from 'hono/types'
import type { UncheckedApi } from '../api/create-api.ts'
import type { HostViewer } from '../host-viewer.ts'
import type { CrossOrigin } from './find-cross-origin.ts'

/** Variables that are set before a route runs. Without a signed-in viewer, only the routes of an invitation run. */
export interface HandlerEnv {
  readonly Variables: {
    readonly viewer: HostViewer
    /** Set if another origin made the request. Then no route runs. */
    readonly crossOrigin?: CrossOrigin
  }
}

/** Registers the routes of one topic on the app. */
export type AddRoutes = (app: Hono<HandlerEnv, BlankSchema, string>, api: UncheckedApi) => void
