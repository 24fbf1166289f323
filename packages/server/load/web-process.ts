// Entry point of the process that answers requests and does not sync. It connects accounts, and sends itself the
// requests that the pages of a host send.

import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom, type Random } from '../chaos/random.ts'
import { connectToParent } from './connect-to-parent.ts'
import { createAdminViewer, createLoadIntegration, type HostInput, viewerHeader } from './create-load-integration.ts'
import type { Read } from './summarize-reads.ts'

export interface WebInput extends HostInput {
  readonly seed: number
  readonly lastDay: string
  readonly organizations: readonly WebOrganization[]
}

interface WebOrganization {
  readonly employeeCount: number
  readonly managerIds: readonly string[]
}

/** A message from the load test: connects an account, requests a sync of it, or begins to read. */
export type WebCommand =
  | { readonly kind: 'connect'; readonly accountIndex: number; readonly key: string }
  | { readonly kind: 'sync'; readonly accountIndex: number }
  | { readonly kind: 'read' }

/** A message to the load test. */
export type WebMessage =
  | { readonly kind: 'connected'; readonly accountIndex: number }
  | { readonly kind: 'reads'; readonly reads: readonly Read[] }
  | { readonly kind: 'problem'; readonly message: string; readonly details: string }

/** Number of simulated people who read at the same time. */
const readerCount = 4
/** Maximum pause of a reader between two reads. */
const maxPauseMs = 150
const connectPauseMs = 200

const { input, send } = connectToParent<WebInput>()
const { organizations, organizationIndexes, firstDay, lastDay } = input
const reportProblem = (message: string, details: unknown): void =>
  send({ kind: 'problem', message, details: JSON.stringify(details) })
const claude = createLoadIntegration(input, {
  isWorker: false,
  logger: { info: () => {}, warn: reportProblem, error: reportProblem },
})

const connect = async (accountIndex: number, key: string): Promise<void> => {
  for (;;) {
    try {
      await claude.api.connect(createAdminViewer(accountIndex), key)
      return send({ kind: 'connected', accountIndex } satisfies WebMessage)
    } catch {
      // The database or the API is away.
      await sleep(connectPauseMs)
    }
  }
}

const now = (): number => performance.timeOrigin + performance.now()
let newReads: Read[] = []

/** A read to send. */
interface DrawnRead {
  readonly kind: Read['kind']
  readonly accountIndex: number
  readonly path: string
}

/** Draws a read: mostly someone's panel, seldom the adoption of a company. */
const drawRead = (random: Random): DrawnRead => {
  // The first account is drawn more often, because it has the largest organization.
  const accountIndex = random.drawBoolean(0.1) ? 0 : random.drawInteger(0, organizationIndexes.length - 1)
  const { employeeCount, managerIds } = organizations[organizationIndexes[accountIndex] ?? 0] as WebOrganization
  const period = `from=${firstDay}&to=${lastDay}`
  const kind = random.pickWeighted<Read['kind']>([
    [7, 'panel'],
    [2, 'team'],
    [1, 'adoption'],
  ])
  const paths = {
    panel: `/employees/e-${random.drawInteger(1, employeeCount)}/stats?${period}`,
    team: `/teams/${random.pick(managerIds)}/stats?${period}`,
    adoption: `/adoption?${period}&bucket=day`,
  }
  return { kind, accountIndex, path: paths[kind] }
}

const readRepeatedly = async (random: Random): Promise<never> => {
  for (;;) {
    const { kind, accountIndex, path } = drawRead(random)
    const startedAt = now()
    const response = await claude.handler(
      new Request(`http://localhost/api/claude${path}`, {
        headers: { [viewerHeader]: JSON.stringify(createAdminViewer(accountIndex)) },
      }),
    )
    const answer = (await response.json()) as { readonly code?: string }
    newReads.push({ kind, startedAt, endedAt: now(), code: response.ok ? null : (answer.code ?? 'unknown') })
    await sleep(random.drawFraction() * maxPauseMs)
  }
}

const reportIntervalMs = 250
setInterval(() => {
  if (newReads.length > 0) send({ kind: 'reads', reads: newReads } satisfies WebMessage)
  newReads = []
}, reportIntervalMs)

process.on('message', (command: WebCommand) => {
  if (command.kind === 'connect') void connect(command.accountIndex, command.key)
  else if (command.kind === 'sync') claude.api.sync(createAdminViewer(command.accountIndex)).catch(() => {})
  else
    for (let reader = 0; reader < readerCount; reader += 1)
      void readRepeatedly(createRandom(input.seed * readerCount + reader))
})
