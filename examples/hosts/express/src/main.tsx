import { createRoot } from 'react-dom/client'
import type { PageViewer } from './people.ts'
import { ProfilePage } from './profile-page.tsx'

interface Profile {
  readonly viewer: PageViewer
  readonly employee: { readonly id: string; readonly name: string }
}

const employeeId = location.pathname.split('/').at(-1)
const response = await fetch(`/api/profile/${employeeId}`)
const root = createRoot(document.body.appendChild(document.createElement('div')))
if (response.ok) root.render(<ProfilePage {...((await response.json()) as Profile)} />)
else root.render(<p>There is no such profile.</p>)
