'use client'

import type { EmployeeName } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatList } from '../format/formatters.ts'
import { enWhoCanSee } from '../texts/en-who-can-see.ts'
import { useTexts } from '../texts/use-texts.ts'

interface WhoCanSeeProps {
  /** The employee, as they are to be called. */
  readonly name: string | undefined
  /** Everyone above them, nearest first; null where the viewer gets only the rule. */
  readonly managers: readonly EmployeeName[] | null
}

/** Who can see an employee's stats: by name where the viewer may know, else by the rule. */
export const WhoCanSee = ({ name, managers }: WhoCanSeeProps): ReactNode => {
  const { t, locale } = useTexts(enWhoCanSee)
  const names = managers?.map((manager) => manager.name)
  return (
    <ul className="claude-WhoCanSee">
      <li>{name ?? t('who.selfUnnamed')}</li>
      <li>
        {names?.length
          ? t('who.managersAre', { names: formatList(locale, names) })
          : t(names ? 'who.noManagers' : 'who.managers')}
      </li>
      <li>{t('who.admins')}</li>
      <li>{t('who.never')}</li>
    </ul>
  )
}
