'use client'

import type { ReactNode } from 'react'
import { AdoptionOverviewView } from './adoption-overview-view.tsx'
import type { AdoptionOverviewProps } from './props.ts'
import { useAdoptionOverview } from './use-adoption-overview.ts'

/** Shows how many people use Claude: to managers for everyone below them, to admins for the whole account. */
export const AdoptionOverview = ({ period, onPeriodChange, headingLevel = 2 }: AdoptionOverviewProps): ReactNode => (
  <AdoptionOverviewView {...useAdoptionOverview({ period, onPeriodChange })} headingLevel={headingLevel} />
)
