import type { Person } from './person.ts'
import { viewerHeader } from './viewer.ts'

export interface BannerOptions {
  readonly url: string
  /** The stand-in's key; null with a real Claude API. */
  readonly analyticsKey: string | null
  readonly claudeApiUrl: string
  readonly viewer: Person | null
  /** Whether the directory has an admin. Only admins can connect Claude. */
  readonly hasAdmin: boolean
  readonly dataLocation: string
}

/** Returns the text that the terminal shows when the demo has started. */
export const formatBanner = ({
  url,
  analyticsKey,
  claudeApiUrl,
  viewer,
  hasAdmin,
  dataLocation,
}: BannerOptions): string => {
  const isLocal = analyticsKey !== null
  const rows: readonly (readonly [string, string])[] = [
    ['Open', url],
    ['Claude key', isLocal ? analyticsKey : `create one for ${claudeApiUrl} (at Claude: claude.ai/analytics/api-keys)`],
    ['', 'paste it under Settings › Integrations'],
    ['Viewing as', viewer ? `${viewer.name}, ${viewer.role}; switch in the page's header` : 'nobody'],
    ['', hasAdmin ? '' : 'nobody in the directory has the role "admin", so nobody can connect Claude'],
    ['API callers', `${viewerHeader}: ${viewer?.id ?? '<employee id>'}`],
    ['Claude API', isLocal ? `${claudeApiUrl} (a local stand-in with made-up people)` : claudeApiUrl],
    ['Data', dataLocation],
  ]
  const lines = rows.filter(([, text]) => text !== '').map(([name, text]) => `  ${name.padEnd(11)} ${text}`)
  return ['', '  Windmill', '', ...lines, ''].join('\n')
}
