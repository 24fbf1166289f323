/** English texts of charts and their tables. */
export const enChart = {
  'chart.day': 'per day',
  'chart.week': 'per week',
  'chart.month': 'per month',
  'chart.title': '{stat} {bucket}',
  'chart.name': '{stat} {bucket}, {period}.',
  'chart.summary': 'Highest {max} ({when}), lowest {min}.',
  'chart.flat': 'Always {max}.',
  'chart.unknown': 'Nothing known.',
  'chart.withoutProvisional': 'Days that may still change are left out.',
  'chart.withoutPartial': 'Weeks that are incomplete or may still change are left out.',
  'chart.gaps': { one: 'One gap.', other: '{count} gaps.' },
  'chart.nothingProposed': 'Where nothing was proposed, there is no point.',
  'chart.provisional': 'may still change',
  'chart.faint': 'incomplete, or may still change',
  'chart.missing': 'not read',
  'chart.outside': 'not counted',
  'chart.unpublished': 'not published yet',
  'chart.notStarted': 'before the first day',
  'chart.left': 'after the last day',
  'chart.lacks': { one: 'one day missing', other: '{count} days missing' },
  'chart.value': '{value} {unit}',
  'chart.when': 'When',
  'chart.asTable': 'Show this as a table',
  'chart.asChart': 'Show this as a chart',
} as const

/** A key of `enChart`. */
export type ChartText = keyof typeof enChart
