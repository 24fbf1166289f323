interface UsageDocs {
  readonly docs: { readonly description: { readonly component: string } }
}

/** Creates story parameters that show a code example on the widget's docs page. */
export const createUsageDocs = (name: string, jsx: string): UsageDocs => ({
  docs: {
    description: {
      component: [
        '```tsx',
        `import { ClaudeProvider, ${name} } from '@windmill/claude-react'`,
        "import '@windmill/claude-react/styles.css'",
        '',
        '<ClaudeProvider baseUrl="/api/claude" viewerId={viewer.id}>',
        `  ${jsx}`,
        '</ClaudeProvider>',
        '```',
      ].join('\n'),
    },
  },
})
