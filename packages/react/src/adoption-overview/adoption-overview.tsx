'use client'

import type { Period } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { HeadingLevel } from '../ui/heading.tsx'
import { useAdoptionOverview } from './use-adoption-overview.ts'
import { AdoptionOverviewView } from './view.tsx'

export interface AdoptionOverviewProps {
  /** The period to show; by default the 30 days up to the newest day. When the host changes it, the widget follows. */
  readonly period?: Period
  /** Called with what the viewer chose, and again when that ends on a newer day. */
  readonly onPeriodChange?: (period: Period) => void
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** How many people use Claude, of how many who could: for managers of everyone below them, for admins of all. */
export const AdoptionOverview = ({ period, onPeriodChange, headingLevel = 2 }: AdoptionOverviewProps): ReactNode => (
  <AdoptionOverviewView {...useAdoptionOverview({ period, onPeriodChange })} headingLevel={headingLevel} />
)
