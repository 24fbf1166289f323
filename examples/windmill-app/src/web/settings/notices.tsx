import { Link } from 'wouter'
import type { NoticeKind } from '../../host-api.ts'
import { useDismissNotice, useNotices } from '../host/host-queries.ts'
import { Icon } from '../ui/icon.tsx'

const contentByKind: Readonly<
  Record<NoticeKind, { readonly text: string; readonly href?: string; readonly linkText?: string }>
> = {
  first_data: { text: 'The first figures from Claude are here. People find them on their pages.' },
  more_unmatched: {
    text: 'More Claude accounts are not matched to an employee.',
    href: '/settings/claude-users',
    linkText: 'Match them',
  },
}

interface NoticesProps {
  /** Whether a Claude account is neither matched nor ignored. Otherwise nobody is asked to match any. */
  readonly hasUnmatched: boolean
}

/** Shows what happened to the connection, until somebody dismisses it. */
export const Notices = ({ hasUnmatched }: NoticesProps) => {
  const { data } = useNotices()
  const dismiss = useDismissNotice()
  const notices = (data?.notices ?? []).filter(({ kind }) => kind !== 'more_unmatched' || hasUnmatched)
  return (
    <ul className="notices" aria-label="Notices" aria-live="polite" tabIndex={-1}>
      {notices.map(({ kind, at }) => {
        const { text, href, linkText } = contentByKind[kind]
        return (
          <li key={kind} className="notice">
            <p>
              {text} {href && <Link href={href}>{linkText}</Link>}{' '}
              <time className="quiet" dateTime={at}>
                {formatTime(at)}
              </time>
            </p>
            <button
              type="button"
              className="icon-button"
              aria-label={`Dismiss: ${text}`}
              onClick={({ currentTarget }) => {
                focusNeighbor(currentTarget)
                void dismiss(kind)
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Moves the focus from a notice that is about to disappear to the next one, or to the list. */
const focusNeighbor = (button: HTMLElement) => {
  const notice = button.closest('li')
  const neighbor = notice?.nextElementSibling ?? notice?.previousElementSibling
  const target = neighbor?.querySelector('button') ?? notice?.parentElement
  target?.focus()
}

const formatTime = (at: string): string =>
  new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
