'use client'

import type { EmployeeName } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enWhoCanSee } from '../../texts/en/who-can-see.ts'
import { formatList } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'

interface WhoCanSeeProps {
  /** The employee's display name. Not shown to the employee, whom the list addresses as "you". */
  readonly name: string | undefined
  /** Whether the viewer is the employee. */
  readonly isOwn: boolean
  /** All managers above the employee, nearest first. Null if the viewer may not know their names. */
  readonly managers: readonly EmployeeName[] | null
  /** Whether no manager can see the stats for now, because the directory is stale. `@default false` */
  readonly isDirectoryStale?: boolean | undefined
  /** Whether nobody else can see the stats. `@default false` */
  readonly isOnlySelf?: boolean | undefined
  /** Whether the employee has left, and so cannot see the stats either. `@default false` */
  readonly hasLeft?: boolean | undefined
}

/** Lists who can see an employee's stats: by name if the viewer may know, otherwise as a general rule. */
export const WhoCanSee = ({ name, isOwn, managers, ...state }: WhoCanSeeProps): ReactNode => {
  const { t, locale } = useTexts(enWhoCanSee)
  const { isDirectoryStale, isOnlySelf, hasLeft } = state
  const employeeLabel = isOwn ? t('who.you') : (name ?? t('who.selfUnnamed'))
  const names = managers?.map((manager) => manager.name)
  return (
    <ul className="claude-WhoCanSee">
      <li>{hasLeft ? t('who.left', { name: employeeLabel }) : <bdi>{employeeLabel}</bdi>}</li>
      <li>
        {names?.length
          ? t('who.managersAre', { names: formatList(locale, names) })
          : t(
              isOnlySelf
                ? 'who.nobodyElse'
                : isDirectoryStale
                  ? 'who.stale'
                  : names
                    ? 'who.noManagers'
                    : isOwn
                      ? 'who.managersOwn'
                      : 'who.managers',
            )}
      </li>
      {!isOnlySelf && <li>{t(isDirectoryStale ? 'who.everyone' : 'who.others')}</li>}
      <li>{t('who.never')}</li>
    </ul>
  )
}
