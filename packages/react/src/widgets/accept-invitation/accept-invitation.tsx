'use client'

import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { ErrorBoundary } from '../../shared/ui/error-boundary.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazyAcceptInvitationController } from './accept-invitation-controller.lazy.ts'
import type { AcceptInvitationProps } from './props.ts'

/**
 * A form in which a Primary Owner without an account in the host app saves a key. An admin sends the owner a link to
 * the form. It can be on a public page, because it needs no signed-in viewer and caches nothing.
 * @example
 * ```tsx
 * import { AcceptInvitation } from '@windmill/claude-react'
 *
 * // On a public page, in a provider with `viewerId={null}`.
 * <AcceptInvitation />
 * ```
 */
export const AcceptInvitation = ({ headingLevel = 2, ...props }: AcceptInvitationProps): ReactNode => {
  const { t } = useTexts(enTitles)
  return (
    <ErrorBoundary>
      <Shell
        name="AcceptInvitation"
        title={t('accept.title')}
        loadingText={t('accept.loading')}
        headingLevel={headingLevel}
        part={lazyAcceptInvitationController}
      >
        {({ AcceptInvitationController }) => <AcceptInvitationController headingLevel={headingLevel} {...props} />}
      </Shell>
    </ErrorBoundary>
  )
}
