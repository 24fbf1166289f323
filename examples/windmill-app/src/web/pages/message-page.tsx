import type { ReactNode } from 'react'
import { usePageTitle } from '../ui/use-page-title.ts'

interface MessagePageProps {
  readonly title: string
  readonly children: ReactNode
}

/** A page with a single message. */
export const MessagePage = ({ title, children }: MessagePageProps) => {
  usePageTitle(title)
  return (
    <div className="message-page">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
