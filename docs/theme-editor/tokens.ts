/** A token of the widgets that a host can set. */
export interface Token {
  readonly name: `--claude-${string}`
  readonly sets: string
  /** What the field suggests. */
  readonly example: string
  readonly isColor: boolean
}

const createColor = (name: Token['name'], sets: string, example: string): Token => ({
  name,
  sets,
  example,
  isColor: true,
})

/** All tokens, in the order of the guide. */
export const tokens: readonly Token[] = [
  createColor('--claude-ink', 'text', '#1d2433'),
  createColor('--claude-surface', 'background', '#ffffff'),
  createColor('--claude-accent', 'buttons, links, charts', '#0b6e4f'),
  createColor('--claude-accent-ink', 'text on the accent', '#ffffff'),
  { name: '--claude-radius', sets: 'corners of cards', example: '6px', isColor: false },
  createColor('--claude-line', 'borders and lines', '#d9dde5'),
  createColor('--claude-good', 'good states', '#23924f'),
  createColor('--claude-warn', 'warnings', '#b87400'),
  createColor('--claude-danger', 'errors', '#e5352b'),
  createColor('--claude-chart', 'bars and lines in charts', '#0b6e4f'),
  { name: '--claude-size', sets: 'size of text and spaces', example: '15px', isColor: false },
  { name: '--claude-font', sets: 'font', example: 'Georgia, serif', isColor: false },
]

/** The chosen values by token. A token without a value has its default. */
export type TokenValues = Readonly<Partial<Record<Token['name'], string>>>

/** Returns the CSS that sets the chosen values. Empty if none is chosen. */
export const writeCss = (values: TokenValues): string => {
  const lines = tokens.flatMap(({ name }) => {
    const value = values[name]?.trim()
    return value ? `  ${name}: ${value};\n` : []
  })
  return lines.length === 0 ? '' : `.your-page {\n${lines.join('')}}\n`
}
