'use client'

import { chooseBucket } from '@windmill/claude-core/internal'
import { useState } from 'react'
import { useAdoption } from '../../data/hooks/use-adoption.ts'
import { toContent } from '../../shared/coverage/content.ts'
import { type PeriodOptions, usePeriod } from '../../shared/period/use-period.ts'
import { adoptionPreset } from './adoption-preset.ts'
import type { AdoptionAttribute, AdoptionOverviewViewProps } from './props.ts'

/** Holds the chosen period, loads its adoption figures and returns the props of the view. */
export const useAdoptionOverview = (
  options: PeriodOptions,
  attributes: readonly AdoptionAttribute[],
): Omit<AdoptionOverviewViewProps, 'headingLevel' | 'teamHref'> => {
  const [chosenName, setChosenName] = useState<string | null>(null)
  // The host may have removed the chosen attribute.
  const chosen = attributes.some(({ name }) => name === chosenName) ? chosenName : null
  const { connection, period, problem, queryOptions, picker, isTable, onToggleTable, createRetryHandler } = usePeriod({
    ...options,
    defaultPreset: adoptionPreset,
  })
  const adoption = useAdoption({
    ...period,
    bucket: chooseBucket(period),
    by: chosen ?? undefined,
    query: queryOptions,
  })
  return {
    connection,
    content: toContent(connection, adoption, problem),
    grouping: { attributes, chosen, onChoose: setChosenName },
    picker,
    isTable,
    onToggleTable,
    onRetry: createRetryHandler(adoption.refetch),
  }
}
