#!/usr/bin/env node
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { markDoctorRunning } from '../health/is-doctor-running.ts'
import type { ClaudeIntegration } from '../integration.ts'
import { redactSecrets } from '../redact-secrets.ts'
import { formatDiagnosis } from './format-diagnosis.ts'

const usage = `Usage: windmill-claude doctor <module>

Prints the health of an integration, and tries its database, clock, vault and access to Claude's API.
<module> is a file that exports the integration as claude or as its default. The integration syncs nothing meanwhile.
Set CLAUDE_ANALYTICS_KEY to try an Analytics key as well. The key is not stored.`

const findIntegration = (module: Readonly<Record<string, unknown>>): Pick<ClaudeIntegration, 'diagnose' | 'stop'> => {
  const found = [module.claude, module.default].find(
    (value): value is ClaudeIntegration => typeof (value as ClaudeIntegration | undefined)?.diagnose === 'function',
  )
  if (found) return found
  throw new Error('The module exports no integration. Export what createClaudeIntegration returns, as claude.')
}

const runDoctor = async (path: string): Promise<boolean> => {
  markDoctorRunning()
  const claude = findIntegration(await import(pathToFileURL(resolve(path)).href))
  try {
    const diagnosis = await claude.diagnose({ apiKey: process.env.CLAUDE_ANALYTICS_KEY || undefined })
    console.log(formatDiagnosis(diagnosis).join('\n'))
    return diagnosis.checks.every(({ isOk }) => isOk)
  } finally {
    await claude.stop()
  }
}

const [command, path] = process.argv.slice(2)
if (command !== 'doctor' || path === undefined) {
  console.error(usage)
  process.exit(2)
}
// The module may keep the process alive, for example with a pool of its own.
runDoctor(path).then(
  (isOk) => process.exit(isOk ? 0 : 1),
  (error: unknown) => {
    console.error(redactSecrets(error instanceof Error ? error.message : String(error)))
    process.exit(1)
  },
)
