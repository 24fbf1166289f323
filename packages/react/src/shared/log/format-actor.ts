import type { LogEntry } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import type { enLog } from '../../texts/en/log.ts'

/**
 * Formats who did something, and the manager that they stood in for.
 *
 * @param nobody Stands for the actor if no person did it.
 */
export const formatActor = (
  t: Translate<keyof typeof enLog>,
  { actor, actingFor }: Pick<LogEntry, 'actor' | 'actingFor'>,
  nobody: string,
): string => {
  const name = actor?.name ?? nobody
  return actingFor ? t('log.actingFor', { name, manager: actingFor.name }) : name
}
