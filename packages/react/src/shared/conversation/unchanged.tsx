'use client'

import { describeObservation, type Observation } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { enObservations } from '../../texts/en/observations.ts'
import { useTexts } from '../format/use-texts.ts'

/** The products that are used about as much as before, in one line. Renders nothing if there are none. */
export const Unchanged = ({ observations }: { readonly observations: readonly Observation[] }): ReactNode => {
  const language = useTexts(enObservations)
  const steady = observations.filter(({ kind }) => kind === 'steady')
  if (steady.length === 0) return null
  const items = steady.map((observation) => {
    const { title, numbers } = describeObservation(language, observation, false)
    return `${title}: ${numbers}`
  })
  return (
    <p className="claude-Section claude-Quiet">
      <strong>{language.t('review.unchanged')}</strong> {items.join(' · ')}
    </p>
  )
}
