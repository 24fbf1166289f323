/** English texts of `AdoptionOverview` that show before its figures load. */
export const enAdoption = {
  'adoption.title': 'Claude adoption',
  'adoption.loading': 'Loading how many people use Claude',
} as const
