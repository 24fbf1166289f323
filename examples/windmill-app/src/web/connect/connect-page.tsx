import { AcceptInvitation, ClaudeProvider } from '@windmill/claude-react'
import { PublicShell } from '../shell/public-shell.tsx'
import { usePageTitle } from '../ui/use-page-title.ts'

/** The public page that an invitation links to, for a Primary Owner who has no account in Windmill. */
export const ConnectPage = () => {
  usePageTitle('Connect Claude')
  return (
    <ClaudeProvider baseUrl="/api/claude" viewerId={null}>
      <PublicShell>
        <div className="page connect-page">
          <header className="page-head">
            <h1>You are invited</h1>
            <p className="lead">Windmill shows how much people use Claude, to give reviews and 1:1s some context.</p>
          </header>
          <AcceptInvitation />
        </div>
      </PublicShell>
    </ClaudeProvider>
  )
}
