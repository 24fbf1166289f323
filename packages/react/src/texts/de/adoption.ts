import type { TextsOf } from '../text-types.ts'
import type { enAdoption } from '../en/adoption.ts'

/** The texts of `AdoptionOverview` in German, before its figures are there. */
export const deAdoption: TextsOf<typeof enAdoption> = {
  'adoption.title': 'Verbreitung von Claude',
  'adoption.loading': 'Wie viele Claude nutzen, wird geladen',
}
