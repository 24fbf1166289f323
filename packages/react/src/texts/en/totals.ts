/** English texts of `PublishedTotals`. Core’s catalog has the product names. */
export const enTotals = {
  'totals.about': 'about {count}',
  'totals.fewer': 'fewer than 5',
  'totals.newestWeek': 'Weekly active Claude accounts',
  'totals.active': 'Active in the newest settled week, {week}.',
  'totals.how':
    'A week is added about eight days after it ends, once Claude no longer revises it, and never changes afterwards.',
  'totals.reading': 'The history is still being read; older weeks follow.',
  'totals.stopped': 'Claude is not being read at the moment, so no new week follows.',
  'totals.weeks': 'Active Claude accounts by week',
  'totals.weeks.note': 'Rounded to five. Accounts that use two products are counted in both.',
  'totals.week': 'Week',
  'totals.any': 'Any product',
  'totals.gap': 'No total: days are missing',
  'totals.all': 'Show all {count} weeks',
  'totals.newest': 'Show only the newest weeks',
  'totals.promise': 'Counts of accounts, without names. Usage is context, not performance.',
  'totals.empty': 'No week is published yet',
  'totals.refused.title': 'The totals are not shared with you',
  'totals.refused.text':
    'Your company decides who sees them. People who may see everyone’s figures have the company’s adoption instead.',
} as const
