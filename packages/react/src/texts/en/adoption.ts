/** The texts of `AdoptionOverview` in English, before its figures are there. */
export const enAdoption = {
  'adoption.title': 'Claude adoption',
  'adoption.loading': 'Loading how many people use Claude',
} as const
