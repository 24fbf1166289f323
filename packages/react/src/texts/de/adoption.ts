import type { TextsOf } from '@windmill/claude-core/observations'
import type { enAdoption } from '../en/adoption.ts'

/** German texts of `AdoptionOverview` that show before its figures load. */
export const deAdoption: TextsOf<typeof enAdoption> = {
  'adoption.title': 'Verbreitung von Claude',
  'adoption.loading': 'Wie viele Claude nutzen, wird geladen',
}
