import { ConnectClaude, useConnection } from '@windmill/claude-react'
import { Link } from 'wouter'
import { useCurrentSession } from '../host/session-provider.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'
import { Notices } from './notices.tsx'

export const IntegrationsPage = () => {
  usePageTitle('Integrations')
  const { viewer } = useCurrentSession()
  const canManage = viewer?.permissions.includes('connection:manage') ?? false
  // The server sends the counts only to viewers with `users:match`.
  const people = useConnection().data?.people
  const unmatched = people ? people.claudeUsers - people.matched - people.ignored : 0
  return (
    <div className="page" data-width="narrow">
      <header className="page-head">
        <p className="overline">Settings</p>
        <h1>Integrations</h1>
        <p className="lead">What Windmill reads from the tools you work with, to give reviews and 1:1s some context.</p>
      </header>
      {canManage && <Notices hasUnmatched={unmatched > 0} />}
      <ConnectClaude canManage={canManage} invitationUrl="/connect" />
      {unmatched > 0 && (
        <p className="quiet">
          {unmatched === 1 ? 'One Claude account is' : `${unmatched} Claude accounts are`} not matched to an employee.{' '}
          <Link href="/settings/claude-users">Match {unmatched === 1 ? 'it' : 'them'}</Link>
        </p>
      )}
    </div>
  )
}
