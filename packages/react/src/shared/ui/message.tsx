import type { ReactNode } from 'react'
import { Icon, infoIcon } from './icon.tsx'

interface MessageProps {
  /** `@default 'neutral'` */
  readonly tone?: 'neutral' | 'warn' | 'good'
  /** SVG path data of an icon, see `icon.tsx`. `@default infoIcon` */
  readonly icon?: string
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Buttons below the text. */
  readonly actions?: ReactNode
  /** Whether screen readers announce the message when it appears. `@default false` */
  readonly isAlert?: boolean
}

/** A block that explains a state, such as missing figures or a problem, and what to do about it. */
export const Message = ({
  tone = 'neutral',
  icon = infoIcon,
  title,
  children,
  actions,
  isAlert,
}: MessageProps): ReactNode => (
  <div className="claude-Message" data-tone={tone} role={isAlert ? 'alert' : undefined}>
    <Icon path={icon} />
    <div className="claude-Stack">
      <p className="claude-Message-title">{title}</p>
      {children}
      {actions && <div>{actions}</div>}
    </div>
  </div>
)
