'use client'

import type { ReactNode } from 'react'
import { enKeyFigures } from '../../texts/en/key-figures.ts'
import { useTexts } from '../format/use-texts.ts'
import { useUniqueId } from './use-unique-id.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

interface KeyFigureProps {
  readonly label: string
  /** The formatted value. Null if it is unknown. */
  readonly value: string | null
  /** Lines that explain the value. */
  readonly children: ReactNode
}

/** A labeled figure with an explanation. Several stand side by side in `claude-Cells`. */
export const KeyFigure = ({ label, value, children }: KeyFigureProps): ReactNode => {
  const { t } = useTexts(enKeyFigures)
  const labelId = useUniqueId()
  return (
    <section className="claude-KeyFigure" aria-labelledby={labelId}>
      <p id={labelId}>{label}</p>
      <p className="claude-Figure" translate="no" data-known={value !== null || undefined}>
        {value ?? (
          <>
            <span aria-hidden="true">–</span>
            <VisuallyHidden>{t('figure.unknown')}</VisuallyHidden>
          </>
        )}
      </p>
      <div className="claude-Quiet">{children}</div>
    </section>
  )
}
