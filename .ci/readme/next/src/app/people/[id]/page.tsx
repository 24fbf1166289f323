import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { findPerson, findViewer } from '@/people.ts'
import { Profile } from '@/profile.tsx'

interface PageProps {
  readonly params: Promise<{ readonly id: string }>
}

export default function Page({ params }: PageProps) {
  return (
    <Suspense>
      <Person params={params} />
    </Suspense>
  )
}

async function Person({ params }: PageProps) {
  const viewer = findViewer((await headers()).get('cookie'))
  const employee = findPerson((await params).id)
  if (!(viewer && employee)) notFound()
  const { id, isAdmin } = viewer
  return <Profile viewer={{ id, isAdmin }} employee={{ id: employee.id, name: employee.name }} />
}
