import type { Person } from './person.ts'
import { viewerHeader } from './viewer.ts'

export interface BannerFacts {
  readonly url: string
  readonly key: string | null
  readonly claudeApiUrl: string
  readonly viewer: Person | null
  /** Whether anybody can connect Claude. */
  readonly hasAdmin: boolean
  readonly place: string
}

/** What someone needs to know who has just started the demo. */
export const banner = ({ url, key, claudeApiUrl, viewer, hasAdmin, place }: BannerFacts): string => {
  const local = key !== null
  const rows: readonly (readonly [string, string])[] = [
    ['Open', url],
    ['Claude key', local ? key : `create one for ${claudeApiUrl} (at Claude: claude.ai/analytics/api-keys)`],
    ['', 'paste it under Settings › Integrations'],
    ['Viewing as', viewer ? `${viewer.name}, ${viewer.role}; switch in the page's header` : 'nobody'],
    ['', hasAdmin ? '' : 'nobody in the directory has the role "admin", so nobody can connect Claude'],
    ['API callers', `${viewerHeader}: ${viewer?.id ?? '<employee id>'}`],
    ['Claude API', local ? `${claudeApiUrl} (a local stand-in with made-up people)` : claudeApiUrl],
    ['Data', place],
  ]
  const lines = rows.filter(([, text]) => text !== '').map(([name, text]) => `  ${name.padEnd(11)} ${text}`)
  return ['', '  Windmill', '', ...lines, ''].join('\n')
}
