'use client'

import type { ReactNode } from 'react'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { AdoptionOverviewView } from './adoption-overview-view.tsx'
import type { AdoptionOverviewProps } from './props.ts'
import { useAdoptionOverview } from './use-adoption-overview.ts'

const noAttributes: NonNullable<AdoptionOverviewProps['attributes']> = []

/**
 * Shows how many people use Claude. Managers see the people below them, and admins see the whole account.
 * @example
 * ```tsx
 * import { AdoptionOverview } from '@windmill/claude-react'
 *
 * <AdoptionOverview
 *   period={periodInAddress}
 *   onPeriodChange={writePeriodToAddress}
 *   attributes={[{ name: 'department', label: 'Department' }]}
 *   teamHref={(managerId) => `/people/${managerId}/team`}
 * />
 * ```
 */
export const AdoptionOverview: (props: AdoptionOverviewProps) => ReactNode = perViewer(
  ({ period, onPeriodChange, attributes = noAttributes, teamHref, headingLevel = 2 }) => (
    <AdoptionOverviewView
      {...useAdoptionOverview({ period, onPeriodChange }, attributes)}
      teamHref={teamHref}
      headingLevel={headingLevel}
    />
  ),
)
