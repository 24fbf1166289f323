import { AuditLog } from '@windmill/claude-react'
import { usePageTitle } from '../ui/use-page-title.ts'

/** Shows viewers with `audit:view` who read what and who changed what. */
export const AuditLogPage = () => {
  usePageTitle('Audit log')
  return (
    <div className="page">
      <header className="page-head">
        <p className="overline">Settings</p>
        <h1>Audit log</h1>
        <p className="lead">
          Every look at someone else’s Claude usage, and every change to the connection and to the links of Claude
          users.
        </p>
      </header>
      <AuditLog />
    </div>
  )
}
