import './styles/index.css'
import '@windmill/claude-react/styles.css'
import '@windmill/claude-react/high-contrast.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ClaudeProvider, type TextOverrides } from '@windmill/claude-react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

// By default the widget has the same title as its page.
const texts: TextOverrides = { 'mapping.title': 'Whose they are' }

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ClaudeProvider baseUrl="/api/claude" texts={texts}>
        <App />
      </ClaudeProvider>
    </QueryClientProvider>
  </StrictMode>,
)
