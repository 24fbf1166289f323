import { useState } from 'react'
import { Icon, type IconName } from '../ui/icon.tsx'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const themeDisplay: Readonly<Record<Theme, { readonly icon: IconName; readonly label: string }>> = {
  system: { icon: 'system', label: 'as the system' },
  light: { icon: 'sun', label: 'light' },
  dark: { icon: 'moon', label: 'dark' },
}

/** Switches to the next theme and stores it. `public/theme.js` applies the stored theme before the first paint. */
export const ThemeToggle = () => {
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((name) => name === document.documentElement.dataset.theme) ?? 'system',
  )
  const nextTheme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'

  const switchTheme = (): void => {
    document.documentElement.dataset.theme = nextTheme
    localStorage.setItem('windmill.theme', nextTheme)
    setTheme(nextTheme)
  }
  const label = `Theme: ${themeDisplay[theme].label}. Change to ${themeDisplay[nextTheme].label}`
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={switchTheme}>
      <Icon name={themeDisplay[theme].icon} />
    </button>
  )
}
