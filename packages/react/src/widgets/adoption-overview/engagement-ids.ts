/** The counts of an engagement, in display order. */
export const engagementIds = ['new', 'regular', 'occasional', 'lapsed'] as const
