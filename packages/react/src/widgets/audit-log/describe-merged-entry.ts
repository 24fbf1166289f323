import { type CounterId, catalog, type Day, type LogEvent, type PolicyChange } from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
import { formatDay, formatList, formatMonthOfYear } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import { formatActor } from '../../shared/log/format-actor.ts'
import type { LogLine } from '../../shared/log/log-days.tsx'
import { splitReadPeriods } from '../../shared/log/split-read-periods.ts'
import { type AuditLogText, enAuditLog } from '../../texts/en/audit-log.ts'
import type { enLog } from '../../texts/en/log.ts'
import type { MergedEntry } from './merge-entries.ts'

type AuditLanguage = Language<AuditLogText | keyof typeof enLog>

/**
 * Maximum number of employees that a sentence names. If there are more, it counts the others.
 */
const maxNamedEmployees = 3

/** Describes an entry in a sentence: its actor, its event, and who it is about. */
export const describeMergedEntry = (language: AuditLanguage, entry: MergedEntry): LogLine => {
  const { t } = language
  const { about, event } = entry
  const name = formatActor(t, entry, t('audit.system'))
  const subject = formatSubject(language, about)
  const names =
    typeof about === 'object' && 'employees' in about && about.employees.length > maxNamedEmployees
      ? about.employees.map((employee) => employee.name)
      : undefined
  const describe = (textId: AuditLogText): LogLine => ({
    text: t(textId, { name, about: subject, ...getPlaceholderValues(language, event) }),
    ...splitReadPeriods(event),
    detail: describeDetail(language, event),
    names,
  })
  const textId = getTextId(event)
  // A server that is newer than this package may send kinds and purposes that have no text here.
  if (textId in enAuditLog) return describe(textId)
  if (event.kind === 'read') return describe('audit.read')
  return { ...describe('audit.unknown'), detail: subject && t('audit.about', { about: subject }) }
}

/** Returns the key of an event's text. Does not compile if a kind or purpose of the contract has no text. */
const getTextId = (event: LogEvent): AuditLogText => {
  if (event.kind === 'link_changed') return getLinkTextId(event)
  if (event.kind !== 'read') return `audit.${event.kind}` as const
  return event.purpose === 'host' ? 'audit.read' : (`audit.read.${event.purpose}` as const)
}

const getLinkTextId = ({ from, to }: Extract<LogEvent, { readonly kind: 'link_changed' }>): AuditLogText => {
  if (to.employee) return from.employee ? 'audit.link.moved' : 'audit.link.added'
  if (to.ignored) return from.employee ? 'audit.link.ignoredOf' : 'audit.link.ignored'
  return from.employee ? 'audit.link.removed' : 'audit.link.reopened'
}

const formatSubject = ({ t, locale }: AuditLanguage, about: MergedEntry['about']): string => {
  if (about === 'everyone') return t('audit.everyone')
  if (typeof about === 'string') return ''
  if ('below' in about) return t('audit.below', { name: about.below.name })
  const names = about.employees.map(({ name }) => name)
  if (names.length <= maxNamedEmployees) return formatList(locale, names)
  const named = names.slice(0, maxNamedEmployees - 1)
  return formatList(locale, [...named, t('audit.others', { count: names.length - named.length })])
}

const getPlaceholderValues = ({ locale }: AuditLanguage, event: LogEvent) => {
  if (event.kind === 'totals_differ') return { month: formatMonthOfYear(locale, event.month) }
  if (event.kind === 'employees_renamed') return { count: event.employees }
  if (event.kind !== 'link_changed') return { kind: event.kind }
  return { from: event.from.employee?.name ?? '', to: event.to.employee?.name ?? '' }
}

const describeDetail = (language: AuditLanguage, event: LogEvent): string | undefined => {
  const { t } = language
  if (event.kind === 'totals_differ') return formatCounters(language, event.counters)
  if (event.kind === 'policy_changed') {
    return event.changes.map((change) => formatPolicyChange(language, change)).join(' · ')
  }
  if (event.kind === 'link_changed') return t('audit.claudeId', { id: event.claudeUserId })
  if ('byInvitation' in event && event.byInvitation) return t('audit.byInvitation')
  return event.kind === 'read' && event.rows !== null ? t('audit.rows', { count: event.rows }) : undefined
}

const formatPolicyChange = ({ t, locale }: AuditLanguage, { field, from, to }: PolicyChange): string => {
  const formatPolicyValue = (value: PolicyChange['to']): string => {
    if (value === null) return t('audit.policy.none')
    if (typeof value === 'string') return formatDay(locale, value as Day, true)
    return t(field === 'directoryMaxAgeHours' ? 'audit.policy.hours' : 'audit.policy.days', { count: value })
  }
  return t(`audit.policy.${field}`, { from: formatPolicyValue(from), to: formatPolicyValue(to) })
}

/** Names the stats that the counters belong to. */
const formatCounters = (language: AuditLanguage, counters: readonly CounterId[]): string =>
  formatList(
    language.locale,
    catalog
      .filter((stat) => listStatCounters(stat).some((counter) => counters.includes(counter)))
      .map((stat) => getStatText(language, stat, 'label')),
  )
