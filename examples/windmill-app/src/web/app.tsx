import { ClaudeProvider, type TextOverrides } from '@windmill/claude-react'
import { Redirect, Route, Switch } from 'wouter'
import { AdoptionPage } from './adoption/adoption-page.tsx'
import { BackOfficePage } from './back-office/back-office-page.tsx'
import { ConnectPage } from './connect/connect-page.tsx'
import { SessionProvider, useCurrentSession } from './host/session-provider.tsx'
import { ArchivedPage } from './pages/archived-page.tsx'
import { DifferencesPage } from './pages/differences-page.tsx'
import { FailedPage } from './pages/failed-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { SignedOutPage } from './pages/signed-out-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { PeriodRouter } from './period/period-router.tsx'
import { getPersonPath } from './person/get-person-path.ts'
import { PersonPage } from './person/person-page.tsx'
import { MonthsPage } from './reports/months-page.tsx'
import { AuditLogPage } from './settings/audit-log-page.tsx'
import { ClaudeUsersPage } from './settings/claude-users-page.tsx'
import { IntegrationsPage } from './settings/integrations-page.tsx'
import { Shell } from './shell/shell.tsx'
import { TotalsPage } from './totals/totals-page.tsx'

export const App = () => (
  <PeriodRouter>
    <Switch>
      <Route path="/connect" component={ConnectPage} />
      <Route path="/back-office" component={BackOfficePage} />
      <Route>
        <SessionProvider renderFailure={(retry) => <FailedPage onRetry={retry} />}>
          <SignedInApp />
        </SessionProvider>
      </Route>
    </Switch>
  </PeriodRouter>
)

// The widget's default title would repeat the title of the page.
const texts: TextOverrides = { 'mapping.title': 'Linked employees' }

const SignedInApp = () => (
  <ClaudeProvider
    baseUrl="/api/claude"
    viewerId={useCurrentSession().viewer?.id ?? null}
    texts={texts}
    connectHref="/settings/integrations"
    differencesHref="/about-claude-figures"
  >
    <Shell>
      <Pages />
    </Shell>
  </ClaudeProvider>
)

const Pages = () => {
  const { viewer, reports } = useCurrentSession()
  if (!viewer) return <SignedOutPage />
  if (viewer.isArchived) return <ArchivedPage />
  const { permissions } = viewer
  return (
    <Switch>
      <Route path="/">
        <Redirect
          to={permissions.includes('connection:manage') ? '/settings/integrations' : getPersonPath(viewer.id)}
          replace
        />
      </Route>
      <Route path="/people" component={PeoplePage} />
      <Route path="/about-claude-figures" component={DifferencesPage} />
      <Route path="/people/:id">{({ id }) => <PersonPage key={id} id={id} tab="profile" />}</Route>
      <Route path="/people/:id/review">{({ id }) => <PersonPage key={id} id={id} tab="review" />}</Route>
      <Route path="/people/:id/one-on-one">{({ id }) => <PersonPage key={id} id={id} tab="one-on-one" />}</Route>
      <Route path="/people/:id/team">{({ id }) => <PersonPage key={id} id={id} tab="team" />}</Route>
      <Route path="/people/:id/access">{({ id }) => <PersonPage key={id} id={id} tab="access" />}</Route>
      {(permissions.includes('people:view') || reports.length > 0) && (
        <Route path="/adoption" component={AdoptionPage} />
      )}
      {permissions.includes('people:view') && <Route path="/months" component={MonthsPage} />}
      {permissions.includes('totals:view') && <Route path="/totals" component={TotalsPage} />}
      <Route path="/settings/integrations" component={IntegrationsPage} />
      {permissions.includes('users:match') && <Route path="/settings/claude-users" component={ClaudeUsersPage} />}
      {permissions.includes('audit:view') && <Route path="/settings/audit-log" component={AuditLogPage} />}
      <Route component={NotFoundPage} />
    </Switch>
  )
}
