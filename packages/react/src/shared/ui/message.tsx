import type { ReactNode } from 'react'
import { Icon, infoIcon } from './icon.tsx'

interface MessageProps {
  readonly tone?: 'neutral' | 'warn' | 'good'
  /** Its path. */
  readonly icon?: string
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Announced when it appears. */
  readonly alert?: boolean
}

/** What to know and what to do, where a widget has no figures to show or needs someone. */
export const Message = ({
  tone = 'neutral',
  icon = infoIcon,
  title,
  children,
  actions,
  alert,
}: MessageProps): ReactNode => (
  <div className="claude-Message" data-tone={tone} role={alert ? 'alert' : undefined}>
    <Icon path={icon} />
    <div className="claude-Stack">
      <p className="claude-Message-title">{title}</p>
      {children}
      {actions && <div>{actions}</div>}
    </div>
  </div>
)
