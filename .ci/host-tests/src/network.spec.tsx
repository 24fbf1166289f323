import { configure, render, screen } from '@testing-library/react'
import { ClaudeProvider } from '@windmill/claude-react'
import { createFakeServer } from '@windmill/claude-react/testing'
import { createClaudeHandlers } from '@windmill/claude-react/testing/msw'
import { setupServer } from 'msw/node'
import { ProfilePage } from './profile-page.tsx'

configure({ asyncUtilTimeout: 30_000 })

const network = setupServer(...createClaudeHandlers(createFakeServer()))
beforeAll(() => network.listen({ onUnhandledRequest: 'error' }))
afterAll(() => network.close())

test('a profile with the host’s own provider shows figures from Mock Service Worker', async () => {
  render(
    <ClaudeProvider baseUrl="/api/claude" viewerId="e-17">
      <ProfilePage employee={{ id: 'e-17', name: 'Maya Chen' }} />
    </ClaudeProvider>,
  )
  await screen.findByText('Active on 22 of 30 days')
}, 60_000)
