// A page that shows the widgets with every token at once, and writes the CSS. It works from a file.
import { ConnectClaude, StatsPanel, SyncStatus, TeamStats } from '@windmill/claude-react'
import { ClaudeTestProvider } from '@windmill/claude-react/testing'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { type Token, type TokenValues, tokens, writeCss } from './tokens.ts'

interface TokenFieldProps {
  readonly token: Token
  readonly value: string
  readonly onChange: (value: string) => void
}

const TokenField = ({ token: { name, sets, example, isColor }, value, onChange }: TokenFieldProps): ReactNode => (
  <div className="token">
    <label htmlFor={name}>
      <code>{name}</code> {sets}
    </label>
    <div className="inputs">
      <input id={name} value={value} placeholder={example} onChange={({ target }) => onChange(target.value)} />
      {isColor && (
        <input
          type="color"
          aria-label={`Color of ${sets}`}
          // The field takes only this form. A value such as `light-dark(…)` stays in the field beside it.
          value={/^#[\da-f]{6}$/i.test(value) ? value : example}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  </div>
)

const appearances = ['auto', 'light', 'dark'] as const

const ThemeEditor = (): ReactNode => {
  const [values, setValues] = useState<TokenValues>({})
  const [appearance, setAppearance] = useState<(typeof appearances)[number]>('auto')
  const css = writeCss(values)
  return (
    <>
      <form className="editor" onSubmit={(event) => event.preventDefault()}>
        <h1>Theme editor</h1>
        <label htmlFor="appearance">Appearance</label>
        <select
          id="appearance"
          value={appearance}
          onChange={({ target }) => setAppearance(appearances.find((name) => name === target.value) ?? 'auto')}
        >
          {appearances.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        {tokens.map((token) => (
          <TokenField
            key={token.name}
            token={token}
            value={values[token.name] ?? ''}
            onChange={(value) => setValues({ ...values, [token.name]: value })}
          />
        ))}
        <button type="button" onClick={() => setValues({})}>
          Reset
        </button>
        <label htmlFor="css">Your CSS</label>
        <textarea
          id="css"
          readOnly
          rows={8}
          onFocus={({ target }) => target.select()}
          value={css || 'Set a token, and its CSS is here.'}
        />
        <button type="button" disabled={css === ''} onClick={() => void navigator.clipboard.writeText(css)}>
          Copy
        </button>
      </form>
      <main
        className="preview"
        style={{ ...(values as CSSProperties), colorScheme: appearance === 'auto' ? 'light dark' : appearance }}
      >
        <ClaudeTestProvider appearance={appearance}>
          <StatsPanel employeeId="e-17" employeeName="Maya Chen" />
          <TeamStats managerId="e-3" managerName="Ada Lovelace" />
          <SyncStatus />
          <ConnectClaude canManage />
        </ClaudeTestProvider>
      </main>
    </>
  )
}

const container = document.getElementById('root')
if (container) createRoot(container).render(<ThemeEditor />)
