import { MessagePage } from './message-page.tsx'

export const ArchivedPage = () => (
  <MessagePage title="Your account is archived">
    <p>You no longer have access to Windmill. Your former admin can tell you more.</p>
  </MessagePage>
)
