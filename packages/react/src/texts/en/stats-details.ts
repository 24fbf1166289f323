/**
 * English texts of `StatsPanel` that load on demand: date fields, coverage notes, details of a stat, tables, “Who can
 * see this”, “About this data” and empty states.
 */
export const enStatsDetails = {
  'period.from': 'From',
  'period.to': 'To',
  'period.apply': 'Show',
  'period.invalid': 'Enter both dates.',
  'period.reversed': 'The first day must not be after the last.',
  'period.outside': 'Choose days from {first} to {last}.',

  'coverage.notServed': 'Claude does not provide {days} at the moment. They are requested every day.',
  'coverage.missing': {
    one: 'One day, {days}, could not be read and is left out.',
    other: '{count} days, {days}, could not be read and are left out.',
  },
  'coverage.missingMany': {
    one: 'One day could not be read and is left out.',
    other: '{count} days could not be read and are left out.',
  },
  'coverage.reading': {
    one: 'One day is still being read.',
    other: '{count} days are still being read, newest first.',
  },
  'coverage.which': 'Which days',
  'coverage.unpublished': 'Claude has not published {days} yet.',
  'coverage.noRecords': 'No comparison: the previous period begins before Claude’s first records on {day}.',
  'coverage.notKept': 'No comparison: figures are kept from {day} on.',
  'coverage.noPrevious': 'No comparison: some days of the previous period were not read.',
  'coverage.tooFew': 'No comparison: too many days of this period are missing.',
  'coverage.uneven': '{read} days are compared with {all}.',
  'coverage.left': 'Left on {day}. Later days are not counted.',
  'coverage.joined': 'Joined on {day}. Earlier days are not counted or compared.',
  'coverage.started': 'No comparison: joined on {day}.',
  'coverage.notSettled': 'No comparison: every day of this period may still change.',
  'coverage.leftEarly': 'No comparison: too much of this period is after that day.',

  'product.code.note': 'without Amazon Bedrock',
  'product.usage.note': 'all products',

  'checks.equal': 'Checked against Claude’s totals on {date}: equal through {day}.',
  'checks.equalDays': 'Checked against Claude’s totals on {date}: {days} are equal.',
  'checks.differs': '{month} differs from Claude’s totals in {stats}, checked on {date}.',
  'checks.differsMany': '{month} differs from Claude’s totals in {count} figures, checked on {date}.',
  'checks.differMonths': '{months} differ from Claude’s totals, checked on {date}.',
  'checks.notComparable': 'Claude gives no comparable totals for {months}.',

  'partial.skills':
    'A lower bound: this organization has no skill report. Claude gives only the different skills per day in chat, and none in Claude Code.',
  'partial.connectors': 'A lower bound: this organization has no connector report, so Claude Code is not included.',
  'partial.other': 'A lower bound: on some days Claude did not report this number.',
  'partial.rate': 'On some days Claude did not report these numbers. The rate is that of the other days.',
  'detail.compared': '{period}: {value}. {previousPeriod}: {previous}.',
  'detail.days': 'Days behind this figure',
  'detail.activeDays': 'Active days, day by day',

  'table.day': 'Day',
  'table.week': 'Week from',
  'table.month': 'Month from',
  'table.total': 'Period',
  'table.compared': 'Through {day}',
  'table.previous': 'Before',
  'table.caption': '{product}, {bucket}',

  'who.record': 'Every view by someone else is recorded, and the person can see it.',
  'who.recordOwn': 'Every view by someone else is recorded, and you can see it.',
  'about.context':
    'These figures show how much Claude is used. They are context for a conversation: no score, no ranking. Small numbers change by chance.',
  'about.days': 'Days are in UTC. Claude publishes a day about a day later and may revise it for some days.',
  'about.checks':
    'When the days of a month no longer change, each person’s sums are compared with Claude’s own totals. Conversations, and sessions in Excel and PowerPoint, have no comparable total.',
  'about.differences': 'Where these figures and claude.ai’s own differ, and why',
  'about.bedrock': 'Claude Code through Amazon Bedrock is not in these figures.',

  'empty.not_connected.title': 'Claude is not connected',
  'empty.not_connected.text':
    'Usage appears here once an admin has connected Claude, in the settings. You have nothing to do.',
  'empty.not_connected.admin': 'Connect Claude in the settings, once for everyone. Usage then appears here.',
  'empty.not_connected.link': 'Connect Claude',
  'empty.attention.title': 'Claude cannot be read at the moment',
  'empty.attention.text':
    'An admin has to fix the connection in the settings. Reading then continues where it stopped.',
  'empty.attention.admin': 'Fix the connection in the settings. Reading then continues where it stopped.',
  'empty.attention.link': 'Fix the connection',
  'empty.starting.title': 'Claude has just been connected',
  'empty.starting.text': 'The first numbers appear within the hour, newest days first. This page fills by itself.',
  'empty.not_matched.title': 'No Claude account is matched',
  'empty.not_matched.text':
    'If they use Claude, their e‑mail there is probably different from the one here. An admin can find their account in the list of Claude users and link it. All days that were read then appear at once.',
  'empty.not_matched.admin':
    'If they use Claude, their e‑mail there is probably different from the one here. Find their account in the list of Claude users, in the settings, and link it. All days that were read then appear at once.',
  'empty.not_matched.own':
    'If you use Claude, your e‑mail there is probably different from the one here. Ask an admin to link your account. All days that were read then appear at once.',
  'empty.not_matched.ownAdmin':
    'If you use Claude, your e‑mail there is probably different from the one here. Nobody can link an account to themself, so ask another admin. All days that were read then appear at once.',
  'empty.not_matched.reading':
    'Older days are still being read. Someone who used Claude only on those days is found later.',
  'empty.not_matched.why': 'No data doesn’t mean no activity.',
  'empty.not_started.title': 'Not here yet in this period',
  'empty.not_started.text': 'First day: {day}.',
  'empty.not_started.period': 'Choose a later period.',
  'empty.not_started.soon': 'Figures appear here once their days no longer change, from about {day} on.',
  'empty.no_activity.title': 'No activity in this period',
  'empty.no_activity.since': 'No activity since {day}',
  'empty.no_activity.titleRead': 'No activity on the days that were read',
  'empty.no_activity.text': 'There was no Claude usage on any day that was read.',
  'empty.no_activity.period': 'A longer period may show some.',
  'empty.no_activity.missing': 'Some days could not be read, so their usage is unknown.',
  'empty.reading.title': 'These days are still being read',
  'empty.reading.text': 'History is read newest first. This page fills by itself; you can leave it and come back.',
  'empty.unpublished.title': 'Claude has not published these days yet',
  'empty.unpublished.text': 'A day’s figures come about a day later. The newest day is {day}.',
  'empty.left.title': 'Left before this period',
  'empty.left.text': 'The last day was {day}. Later days are not counted.',
  'empty.not_read.title': 'These days could not be read',
  'empty.not_read.text': 'They are tried again every hour.',
  'empty.not_read.period': 'Choose another period in the meantime.',
  'empty.before_records.title': 'Claude has no records of these days',
  'empty.before_records.text': 'Its records begin on {day}.',
  'empty.before_records.period': 'Choose a later period.',
  'empty.figures_not_shown.title': 'These figures are not shown',
  'empty.figures_not_shown.text': 'Only the person sees them.',
  'empty.excluded.title': 'Your usage is not read',
  'empty.excluded.text':
    'Your company’s directory excludes you: nothing of your usage is stored, and others see no Claude account. Only those who keep the directory can change that.',
  'empty.not_kept.title': 'These days are not kept',
  'empty.not_kept.text': 'Figures are kept from {day} on.',
  'empty.not_found.title': 'Page not found or not shared with you',
  'empty.not_found.text':
    'Usage is visible to the person themself, to the managers above them and to people who may see everyone. Check the address. If you manage this person, ask an admin whether the directory names you as their manager.',
} as const

/** A key of `enStatsDetails`. */
export type StatsDetailsText = keyof typeof enStatsDetails
