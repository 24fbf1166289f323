import type { LogEntry } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import type { enLog } from '../../texts/en/log.ts'

/**
 * Formats the actor of a log entry, and the manager that the actor stood in for.
 *
 * @param systemName The name to use if no person is the actor.
 */
export const formatActor = (
  t: Translate<keyof typeof enLog>,
  { actor, actingFor }: Pick<LogEntry, 'actor' | 'actingFor'>,
  systemName: string,
): string => {
  const name = actor?.name ?? systemName
  return actingFor ? t('log.actingFor', { name, manager: actingFor.name }) : name
}
