import { connection } from 'next/server'
import { claude, reload } from '@/claude'

const foldersKey = Symbol.for('@windmill/claude-server/pglite-folders/1')
const state = globalThis as {
  liveIntegrations?: number
  createdIntegrations?: number
  [foldersKey]?: ReadonlyMap<string, unknown>
}

/** Returns how many integrations and PGlite databases are open in this process. */
export async function GET() {
  await connection()
  await claude.api.connection({ accountId: 'acme', employeeId: 'boss', role: 'admin' })
  return Response.json({
    integrations: state.liveIntegrations ?? 0,
    pglites: state[foldersKey]?.size ?? 0,
    created: state.createdIntegrations ?? 0,
    reload,
  })
}
