import type { Viewer } from '@windmill/claude-core'
import type { Hono } from 'hono'
import type { BlankSchema } from 'hono/types'
import type { ClaudeApi } from '../api/index.ts'

/** What is known of a request when it reaches its route. */
export interface Env {
  readonly Variables: { readonly viewer: Viewer }
}

/** Adds the routes of one topic. */
export type Routes = (app: Hono<Env, BlankSchema, string>, api: ClaudeApi) => void
