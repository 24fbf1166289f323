import { MessagePage } from './message-page.tsx'

export const FailedPage = ({ onRetry }: { readonly onRetry: () => void }) => (
  <MessagePage title="Windmill does not answer">
    <p>Nothing is lost. Check that the server runs, then try again.</p>
    <button type="button" className="button" onClick={onRetry}>
      Try again
    </button>
  </MessagePage>
)
