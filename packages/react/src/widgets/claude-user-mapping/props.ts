import type { ClaudeUsersResponse, Day, LinkRequest, MappedClaudeUser } from '@windmill/claude-core'
import type { Paging } from '../../data/query/paging.ts'
import type { Explainable } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import type { MappingFilter, MappingUiState } from './mapping-reducer.ts'

/** Props of `ClaudeUserMapping`. */
export interface ClaudeUserMappingProps {
  /**
   * Level of the widget's heading, from 2 to 5.
   *
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** A decision about one Claude user, as the server takes it. */
export type LinkDecision = readonly [claudeUserId: string, link: LinkRequest]

/** What the viewer can do in the list. */
export interface MappingActions {
  readonly filter: (filter: MappingFilter) => void
  readonly search: (text: string) => void
  /** Opens a Claude user's row. Null closes the open row. */
  readonly open: (id: string | null) => void
  /** Selects Claude users, or clears their selection. */
  readonly select: (ids: readonly string[], isSelected: boolean) => void
  /** Queues decisions. They are sent one at a time, after those already queued. */
  readonly decide: (decisions: readonly LinkDecision[]) => void
}

/** Props of `ClaudeUserMappingView`. */
export interface ClaudeUserMappingViewProps {
  /** Counts and directory, which do not depend on the filter. Null before the first answer. */
  readonly summary: Pick<ClaudeUsersResponse, 'counts' | 'directory'> | null
  /** The Claude users of the loaded pages. Null while they load. */
  readonly users: readonly MappedClaudeUser[] | null
  /** Why the list could not be loaded. Null without a problem. */
  readonly problem: Explainable | null
  readonly onRetry: () => void
  /** Another search is loading: `users` are the previous result. */
  readonly isOutdated: boolean
  readonly state: MappingUiState & { readonly filter: MappingFilter }
  readonly paging: Paging
  readonly today: Day
  readonly actions: MappingActions
  readonly headingLevel: HeadingLevel
}

/** Props of the details in an open row. */
export interface MappingDetailsProps {
  readonly user: MappedClaudeUser
  /** A decision about the Claude user is under way. */
  readonly busy: boolean
  readonly decide: MappingActions['decide']
  readonly today: Day
  readonly level: number
}
