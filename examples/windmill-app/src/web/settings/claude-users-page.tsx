import { ClaudeUserMapping } from '@windmill/claude-react'
import { usePageTitle } from '../ui/use-page-title.ts'

/** Lets viewers with `users:match` see and change the links between Claude users and employees. */
export const ClaudeUsersPage = () => {
  usePageTitle('Claude users')
  return (
    <div className="page">
      <header className="page-head">
        <p className="overline">Settings</p>
        <h1>Claude users</h1>
        <p className="lead">
          The employee behind each account in Claude. Most are matched by their e-mail; settle the others here, and
          their whole history moves at once.
        </p>
      </header>
      <ClaudeUserMapping />
    </div>
  )
}
