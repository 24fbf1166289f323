import type { Person } from './person.ts'
import { viewerHeader } from './viewer.ts'

export interface BannerFacts {
  readonly url: string
  readonly key: string | null
  readonly claudeApiUrl: string
  readonly viewer: Person | null
  readonly place: string
}

/** What someone needs to know who has just started the demo. */
export const banner = ({ url, key, claudeApiUrl, viewer, place }: BannerFacts): string => {
  const rows: [string, string][] = [
    ['Open', url],
    key === null
      ? ['Claude key', `create one for ${claudeApiUrl} (at Claude: claude.ai/analytics/api-keys)`]
      : ['Claude key', key],
    ['', `${key === null ? 'and paste it' : 'paste it'} under Settings › Integrations`],
    [
      'Viewing as',
      viewer ? `${viewer.name}, ${viewer.role}; switch in the page's header` : 'nobody: the directory is empty',
    ],
    ['API callers', `${viewerHeader}: ${viewer?.id ?? '<employee id>'}`],
    ['Claude API', key === null ? claudeApiUrl : `${claudeApiUrl} (a local stand-in with made-up people)`],
    ['Data', place],
  ]
  return ['', '  Windmill', '', ...rows.map(([name, text]) => `  ${name.padEnd(11)} ${text}`), ''].join('\n')
}
