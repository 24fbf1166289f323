/** The rules of axe about colors. All other rules give the same result in every theme. */
const colorRules = ['color-contrast', 'link-in-text-block']

/**
 * Checks the colors of a story in the dark theme, after the accessibility addon has checked everything in the light
 * theme.
 * @throws Error that lists the elements with too little contrast.
 */
export const checkDarkColors = async (canvas: HTMLElement): Promise<void> => {
  const { default: axe } = await import('axe-core')
  const page = canvas.querySelector<HTMLElement>('[data-page]')
  if (!page) throw new Error('The story is not in the page of the preview, so its colors cannot be checked.')
  const { colorScheme } = page.style
  page.style.colorScheme = 'dark'
  try {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
    const { violations } = await axe.run(document.body, { runOnly: colorRules, resultTypes: ['violations'] })
    const failures = violations.flatMap(({ nodes }) =>
      nodes.map(({ html, failureSummary }) => `${failureSummary}\n${html}`),
    )
    if (failures.length > 0) throw new Error(`In the dark theme:\n${failures.join('\n')}`)
  } finally {
    page.style.colorScheme = colorScheme
  }
}
