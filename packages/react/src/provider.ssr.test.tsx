import { renderToString } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import { ClaudeProvider, type ClaudeProviderProps } from './provider.tsx'
import { createStubServer } from './test/create-stub-server.ts'
import { prefetchWidgets, widgets } from './test/prefetch-widgets.tsx'

afterEach(() => vi.restoreAllMocks())

test.each([
  { locale: 'en_US' },
  { locale: '' },
  { locale: 'de-DE,de;q=0.9' },
  { locale: null },
  { texts: null },
  { texts: { language: 'xx_' } },
  { appearance: 'night' },
])('every widget is rendered despite a wrong setting: %j', async (settings) => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const stub = createStubServer()
  const queryClient = await prefetchWidgets(stub)
  const props = settings as unknown as Partial<ClaudeProviderProps>
  for (const { widget } of widgets) {
    const html = renderToString(
      <ClaudeProvider viewerId="e-17" queryClient={queryClient} fetch={stub.fetch} {...props}>
        {widget}
      </ClaudeProvider>,
    )
    expect(html).toContain('claude-root')
  }
  expect(warn).toHaveBeenCalledTimes(1)
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^\[setting_invalid\] /))
})
