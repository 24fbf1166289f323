import type { Hono } from 'hono'
import type { BlankSchema } from 'hono/types'
import type { ClaudeApi } from '../api/index.ts'
import type { HostViewer } from '../host-viewer.ts'

/** What is known of a request when it reaches its route. */
export interface Env {
  readonly Variables: { readonly viewer: HostViewer }
}

/** Adds the routes of one topic. */
export type Routes = (app: Hono<Env, BlankSchema, string>, api: ClaudeApi) => void
