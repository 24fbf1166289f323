import { Link } from 'wouter'
import { MessagePage } from './message-page.tsx'

/** Shown both for an unknown page and for a page that the viewer may not see, which must look the same. */
export const NotFoundPage = () => (
  <MessagePage title="Page not found or not shared with you">
    <p>
      The address may be wrong, or the page may not be meant for you. You see your own page and, as a manager, those of
      the people below you.
    </p>
    <Link className="button" href="/">
      Go to your start page
    </Link>
  </MessagePage>
)
