'use client'
import { type DehydratedState, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ClaudeProvider, ConnectClaude, StatsPanel } from '@windmill/claude-react'
import '@windmill/claude-react/styles.css'
import { useState } from 'react'
import type { PageViewer } from './people.ts'

interface ProfilePageProps {
  readonly viewer: PageViewer
  readonly employee: { readonly id: string; readonly name: string }
  /** What the server prefetched. Undefined if it prefetched nothing. */
  readonly state?: DehydratedState | undefined
}

/** A person's profile. Admins can also connect Claude here, which most hosts have in their settings. */
export const ProfilePage = ({ viewer, employee, state }: ProfilePageProps) => {
  const [queryClient] = useState(() => new QueryClient())
  const isOwnProfile = viewer.id === employee.id
  return (
    <QueryClientProvider client={queryClient}>
      <HydrationBoundary state={state}>
        <ClaudeProvider baseUrl="/api/claude" viewerId={viewer.id} locale="en-US">
          <main style={{ maxWidth: '45rem', margin: '2rem auto', padding: '0 1rem', fontFamily: 'system-ui' }}>
            <h1>{employee.name}</h1>
            <StatsPanel employeeId={employee.id} {...(!isOwnProfile && { employeeName: employee.name })} />
            {viewer.isAdmin && <ConnectClaude canManage />}
          </main>
        </ClaudeProvider>
      </HydrationBoundary>
    </QueryClientProvider>
  )
}
