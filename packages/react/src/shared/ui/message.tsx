import type { ReactNode } from 'react'
import { Icon, infoIcon } from './icon.tsx'

interface MessageProps {
  readonly tone?: 'neutral' | 'warn' | 'good'
  /** SVG path data, see `icon.tsx`. */
  readonly icon?: string
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Whether screen readers announce the message when it appears. */
  readonly alert?: boolean
}

/** A message in a widget that has no figures to show or needs someone to act. */
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
