import { type ComponentProps, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Profile } from './profile.tsx'

const response = await fetch(`/api/profile/${location.pathname.split('/').at(-1)}`)
const props = (await response.json()) as ComponentProps<typeof Profile>
createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(Profile, props))
