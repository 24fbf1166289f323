/** Ids of the engagement counts, in display order. */
export const engagementIds = ['new', 'regular', 'occasional', 'lapsed'] as const
