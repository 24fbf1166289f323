import type { ClaudeUsersResponse, Day, LinkRequest, MappedClaudeUser } from '@windmill/claude-core'
import type { Paging } from '../../data/query/paging.ts'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import type { MappingFilter, MappingUiState } from './mapping-reducer.ts'

/** Props of `ClaudeUserMapping`. */
export interface ClaudeUserMappingProps {
  /**
   * Level of the widget's heading, from 2 to 5. Headings inside the widget continue from it.
   * @default 2
   */
  readonly headingLevel?: HeadingLevel
}

/** A Claude user's id and the request that changes how they are linked. */
export type LinkRequestEntry = readonly [claudeUserId: string, request: LinkRequest]

/** What the viewer can do in the list. */
export interface MappingActions {
  /** Shows the Claude users of one state, or all. */
  readonly filter: (filter: MappingFilter) => void
  /** Searches by e-mail and name. */
  readonly search: (text: string) => void
  /** Opens a Claude user's row. Null closes the open row. */
  readonly open: (id: string | null) => void
  /** Selects or deselects Claude users. */
  readonly select: (ids: readonly string[], isSelected: boolean) => void
  /** Queues decisions. They are sent one at a time, after the decisions that are already queued. */
  readonly decide: (decisions: readonly LinkRequestEntry[]) => void
}

/** Props of `ClaudeUserMappingView`. */
export interface ClaudeUserMappingViewProps {
  /** Counts and directory, which do not depend on the filter. Null before the first response. */
  readonly summary: Pick<ClaudeUsersResponse, 'counts' | 'directory'> | null
  /** The Claude users of the loaded pages. Null while no page is loaded. */
  readonly users: readonly MappedClaudeUser[] | null
  /** Why the list could not be loaded. Otherwise null. */
  readonly problem: ExplainableProblem | null
  readonly onRetry: () => void
  /** Whether another search is loading. `users` is then the previous result. */
  readonly isOutdated: boolean
  readonly state: MappingUiState & { readonly filter: MappingFilter }
  readonly paging: Paging
  /** Today's UTC day. Days in the same year are shown without their year. */
  readonly today: Day
  readonly actions: MappingActions
  readonly headingLevel: HeadingLevel
}

/** Props of the details in an open row. */
export interface MappingDetailsProps {
  readonly user: MappedClaudeUser
  /** Whether a change to the Claude user is under way. */
  readonly isBusy: boolean
  readonly decide: MappingActions['decide']
  readonly today: Day
  /** Level of the headings in the details. */
  readonly level: number
}
