import { ConnectClaude } from '@windmill/claude-react'
import { useCurrentSession } from '../host/session.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

export const IntegrationsPage = () => {
  usePageTitle('Integrations')
  const { viewer } = useCurrentSession()
  return (
    <div className="page" data-width="narrow">
      <header className="page-head">
        <p className="overline">Settings</p>
        <h1>Integrations</h1>
        <p className="lead">What Windmill reads from the tools you work with, to give reviews and 1:1s some context.</p>
      </header>
      <ConnectClaude canManage={viewer?.role === 'admin'} />
    </div>
  )
}
