import { configure, fireEvent, render, screen } from '@testing-library/react'
import { ClaudeTestProvider, connections, createFakeServer } from '@windmill/claude-react/testing'
import { ProfilePage } from './profile-page.tsx'

configure({ asyncUtilTimeout: 30_000 })

const page = <ProfilePage employee={{ id: 'e-17', name: 'Maya Chen' }} />

test('a profile shows the figures of its employee', async () => {
  const server = createFakeServer()
  render(<ClaudeTestProvider server={server}>{page}</ClaudeTestProvider>)
  await screen.findByText('Active on 22 of 30 days')
  const paths = server.requests.map(({ path }) => path.split('?')[0])
  expect(paths).toContain('/api/claude/employees/e-17/stats')
}, 60_000)

test('a profile shows another period when the viewer selects it', async () => {
  const server = createFakeServer()
  render(<ClaudeTestProvider server={server}>{page}</ClaudeTestProvider>)
  fireEvent.click(await screen.findByRole('radio', { name: /90 days/ }))
  await screen.findByText(/Active on \d+ of 90 days/)
}, 60_000)

test('a profile says that Claude is not connected', async () => {
  const server = createFakeServer({ connection: connections.disconnected })
  render(<ClaudeTestProvider server={server}>{page}</ClaudeTestProvider>)
  await screen.findByText(/is not connected/)
}, 60_000)
