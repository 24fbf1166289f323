import type { ClaudeIntegration } from '../integration.ts'
import { forwardCalls } from './forward-calls.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** The methods of a route in Next.js. */
export interface NextRoute {
  readonly GET: ClaudeIntegration['handler']
  readonly POST: ClaudeIntegration['handler']
  readonly PUT: ClaudeIntegration['handler']
  readonly PATCH: ClaudeIntegration['handler']
  readonly DELETE: ClaudeIntegration['handler']
}

/** The integration of a Next.js app. */
export interface NextIntegration extends ClaudeIntegration {
  /**
   * Opens the storage and starts to sync, for `register` in `instrumentation.ts`. Without this call, the first request
   * opens the storage and starts to sync. Resolves even if the database cannot be reached, so that the app starts: the
   * integration logs the failure and tries again.
   * @throws `ConfigurationError` of `create`.
   */
  readonly start: () => Promise<void>
  /** The methods of `app/api/claude/[...path]/route.ts`. */
  readonly route: NextRoute
}

/** The integration of this process. All evaluations of the module share it. */
interface Slot {
  /** Creates the integration at the first call. */
  create: () => ClaudeIntegration
  /** Undefined before the first call. */
  current: ClaudeIntegration | undefined
  /** Resolves when the former integration has stopped. */
  formerStopped: Promise<unknown>
}

/** Next.js evaluates a module once per bundle and again after a change. All evaluations share `globalThis`. */
const slotKey = Symbol.for('@windmill/claude-server/next')
const slots = globalThis as { [slotKey]?: Slot }

/**
 * Creates the integration of a Next.js app. A process has one integration, although Next.js evaluates the module
 * several times. In development, a module that is evaluated again replaces the integration and stops the former one.
 * The integration stops gracefully when the server gets SIGTERM or SIGINT.
 * @param create - Creates the integration. It is called when a method is first called, so never during `next build`.
 * @example
 * ```ts
 * // claude.ts
 * import { createClaudeIntegration } from '@windmill/claude-server'
 * import { createNextIntegration } from '@windmill/claude-server/next'
 *
 * export const claude = createNextIntegration(() => createClaudeIntegration(options))
 * // app/api/claude/[...path]/route.ts
 * export const { GET, POST, PUT, PATCH, DELETE } = claude.route
 * ```
 */
export const createNextIntegration = (create: () => ClaudeIntegration): NextIntegration => {
  const slot = registerModule(create)
  const integration = forwardCalls(() => getCurrent(slot))
  const { handler } = integration
  return Object.assign(integration, {
    route: { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler },
    start: () => startCurrent(slot),
  })
}

const registerModule = (create: () => ClaudeIntegration): Slot => {
  const existing = slots[slotKey]
  if (existing) {
    // In production, a module never changes. It is evaluated again only because it is in several bundles.
    if (process.env.NODE_ENV !== 'production') replaceIntegration(existing, create)
    return existing
  }
  const slot: Slot = { create, current: undefined, formerStopped: Promise.resolve() }
  slots[slotKey] = slot
  stopOnSignals(async () => {
    await slot.formerStopped
    await slot.current?.stop()
  })
  return slot
}

const replaceIntegration = (slot: Slot, create: () => ClaudeIntegration): void => {
  const former = slot.current
  slot.create = create
  slot.current = undefined
  if (!former) return
  slot.formerStopped = slot.formerStopped.then(() => former.stop())
  // Starts at once, so that syncing continues without a request. If the new module is broken, the next call throws.
  startCurrent(slot).catch(() => {})
}

/** Returns the integration. Creates it if needed, after all former integrations have stopped. */
const getCurrent = async (slot: Slot): Promise<ClaudeIntegration> => {
  for (let awaited: unknown; awaited !== slot.formerStopped; ) {
    awaited = slot.formerStopped
    await awaited
  }
  slot.current ??= slot.create()
  return slot.current
}

/** Starts the integration. If the start fails, the integration itself logs the failure and tries again. */
const startCurrent = async (slot: Slot): Promise<void> => {
  const current = await getCurrent(slot)
  await current.start().catch(() => {})
}
