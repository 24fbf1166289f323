import { MessagePage } from './message-page.tsx'

export const SignedOutPage = () => (
  <MessagePage title="You are not signed in">
    <p>Choose a person at the top of the page to look at Windmill through their eyes.</p>
  </MessagePage>
)
