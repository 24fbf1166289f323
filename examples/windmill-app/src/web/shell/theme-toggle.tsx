import { useState } from 'react'
import { Icon, type IconName } from '../ui/icon.tsx'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const looks: Readonly<Record<Theme, { readonly icon: IconName; readonly label: string }>> = {
  system: { icon: 'system', label: 'as the system' },
  light: { icon: 'sun', label: 'light' },
  dark: { icon: 'moon', label: 'dark' },
}

/** Goes from theme to theme. `public/theme.js` applies the kept one before the first paint. */
export const ThemeToggle = () => {
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((name) => name === document.documentElement.dataset.theme) ?? 'system',
  )
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'

  const change = (): void => {
    document.documentElement.dataset.theme = next
    localStorage.setItem('windmill.theme', next)
    setTheme(next)
  }
  const label = `Theme: ${looks[theme].label}. Change to ${looks[next].label}`
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={change}>
      <Icon name={looks[theme].icon} />
    </button>
  )
}
