import { type DehydratedState, dehydrate, QueryClient } from '@tanstack/react-query'
import { prefetchStatsPanel } from '@windmill/claude-react'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { claude } from '@/claude.ts'
import { findPerson, findViewer } from '@/people.ts'
import { ProfilePage } from '@/profile-page.tsx'

interface PageProps {
  readonly params: Promise<{ readonly id: string }>
}

/** The static shell. The profile depends on the session, so it is streamed. */
export default function Page({ params }: PageProps) {
  return (
    <Suspense fallback={<p>Loading the profile</p>}>
      <Profile params={params} />
    </Suspense>
  )
}

async function Profile({ params }: PageProps) {
  // The session alone is not enough: Next.js may also prefetch with it, which must not run the integration.
  await connection()
  const cookie = (await headers()).get('cookie')
  const viewer = findViewer(cookie)
  const employee = findPerson((await params).id)
  if (!(viewer && employee)) notFound()
  const state = await prefetchProfile(cookie ?? '', viewer.id, employee.id)
  const { id, isAdmin } = viewer
  return <ProfilePage viewer={{ id, isAdmin }} employee={{ id: employee.id, name: employee.name }} state={state} />
}

/** Reads what the panel requests at first, in process and as the viewer. */
const prefetchProfile = async (cookie: string, viewerId: string, employeeId: string): Promise<DehydratedState> => {
  const queryClient = new QueryClient()
  const fetchInProcess = (path: RequestInfo | URL) =>
    claude.handler(new Request(new URL(`${path}`, 'http://localhost'), { headers: { cookie } }))
  await prefetchStatsPanel(queryClient, { baseUrl: '/api/claude', viewerId, fetch: fetchInProcess }, { employeeId })
  return dehydrate(queryClient)
}
