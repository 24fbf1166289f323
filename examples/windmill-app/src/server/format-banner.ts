import { viewerHeader } from './create-get-viewer.ts'
import type { Person } from './person.ts'

export interface BannerOptions {
  readonly url: string
  /** The Analytics API key of the local stand-in. Null with a real Claude API. */
  readonly analyticsKey: string | null
  readonly claudeApiUrl: string
  /** The default viewer, for requests without a viewer's id. Null in an empty directory. */
  readonly viewer: Person | null
  /** Whether the directory has an admin. Without one, perhaps nobody can connect Claude. */
  readonly hasAdmin: boolean
  /** Where the data is stored, for display. */
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
  const hasStandIn = analyticsKey !== null
  const rows: readonly (readonly [string, string])[] = [
    ['Open', url],
    [
      'Claude key',
      hasStandIn ? analyticsKey : `create one for ${claudeApiUrl} (at Claude: claude.ai/analytics/api-keys)`,
    ],
    ['', 'paste it under Settings › Integrations'],
    ['Viewing as', viewer ? `${viewer.name}, ${viewer.accessLevel}; switch in the page's header` : 'nobody'],
    ['', hasAdmin ? '' : 'nobody in the directory has the access level "admin", so perhaps nobody can connect Claude'],
    ['API callers', `${viewerHeader}: ${viewer?.id ?? '<employee id>'}`],
    ['Claude API', hasStandIn ? `${claudeApiUrl} (a local stand-in with made-up people)` : claudeApiUrl],
    ['Data', dataLocation],
  ]
  const lines = rows.filter(([, text]) => text !== '').map(([name, text]) => `  ${name.padEnd(11)} ${text}`)
  return ['', '  Windmill', '', ...lines, ''].join('\n')
}
