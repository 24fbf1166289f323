import type { AccountHealth } from '@windmill/claude-server'
import { useBackOffice } from '../host/host-queries.ts'
import { PublicShell } from '../shell/public-shell.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

/** The page of Windmill's own staff: the accounts of all customers, with what needs a look. */
export const BackOfficePage = () => {
  usePageTitle('Back office')
  const { data, isError } = useBackOffice()
  return (
    <PublicShell>
      <div className="page">
        <header className="page-head">
          <p className="overline">Back office</p>
          <h1>Claude accounts</h1>
          <p className="lead">
            The connection of every customer. Only Windmill’s staff may see this page; the demo has no sign-in for them.
          </p>
        </header>
        {(isError || data?.accounts === null) && <p>The integration cannot answer now. This page tries again.</p>}
        {data?.accounts?.length === 0 && <p className="quiet">No account has a connection yet.</p>}
        {data?.accounts && data.accounts.length > 0 && <AccountTable accounts={data.accounts} />}
      </div>
    </PublicShell>
  )
}

const AccountTable = ({ accounts }: { readonly accounts: readonly AccountHealth[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard.
  <section className="table-frame" aria-label="Claude accounts" tabIndex={0}>
    <table>
      <thead>
        <tr>
          {['Account', 'Status', 'Newest day', 'Last sync', 'Last failure', 'Directory read'].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col" className="number">
            Not matched
          </th>
          <th scope="col" className="number">
            Requests left
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.accountId}>
            <th scope="row">{account.accountId}</th>
            <td>{formatStatus(account)}</td>
            <td>
              {account.newestDay ?? '–'} {account.isLate && <span className="tag">late</span>}
            </td>
            <td>{formatTime(account.lastSyncAt)}</td>
            <td>{account.lastFailure ? (account.lastFailure.code ?? 'see the log') : '–'}</td>
            <td>
              {formatTime(account.directoryReadAt)} {account.isDirectoryStale && <span className="tag">stale</span>}
            </td>
            <td className="number">{account.unmatched ?? '–'}</td>
            <td className="number">{account.requestsLeft?.toLocaleString('en-GB') ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const statusTexts: Readonly<Record<AccountHealth['status'], string>> = {
  disconnected: 'Disconnected',
  connecting: 'Connecting',
  connected: 'Connected',
  needs_attention: 'Needs attention',
}

const formatStatus = ({ status, attention, isSyncing }: AccountHealth): string => {
  const text = attention ? `${statusTexts[status]}: ${attention}` : statusTexts[status]
  return isSyncing ? `${text}, syncing` : text
}

const formatTime = (at: string | null): string =>
  at === null
    ? '–'
    : new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
