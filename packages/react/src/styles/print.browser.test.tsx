import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { waitUntilLoaded } from '../test/click-everything.ts'
import { createStubServer } from '../test/create-stub-server.ts'
import { widgets } from '../test/prefetch-widgets.tsx'
import { renderWidget } from '../test/render-widget.tsx'
import { TeamStats } from '../widgets/team-stats/team-stats.tsx'

const setMedia = (media: 'print' | '') => cdp().send('Emulation.setEmulatedMedia', { media })

/** Width of a sheet of A4 between its margins, in pixels. */
const paperWidth = 718

afterEach(() => setMedia(''))

const findShown = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())

test.each(widgets)(
  '$name has no buttons, fields or scrolling areas on paper, and is not wider than it',
  async ({ widget }) => {
    await page.viewport(paperWidth, 1024)
    renderWidget(widget)
    await waitUntilLoaded(document)
    await setMedia('print')
    expect(findShown('.claude-root :is(.claude-Button, .claude-Segmented, input, select, textarea)')).toEqual([])
    const scrollable = findShown('.claude-root *').filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflow),
    )
    expect(scrollable.map(({ className }) => className)).toEqual([])
    const tooWide = findShown('.claude-root *').filter(
      (element) => element.getBoundingClientRect().right > paperWidth && !element.matches('.claude-VisuallyHidden'),
    )
    expect(tooWide.map(({ className, textContent }) => [className, textContent])).toEqual([])
  },
)

test('TeamStats prints the rows of all people below each other, and shows only some of them afterwards', async () => {
  const people = Array.from({ length: 60 }, (_, index) => ({ name: `Person ${index}` }))
  renderWidget(<TeamStats managerId="e-1" />, {}, { fetch: createStubServer({ team: { people } }).fetch })
  await waitUntilLoaded(document)
  const listRows = () => findShown('.claude-TeamStats-people > .claude-TeamStats-row')
  expect(listRows().length).toBeLessThan(40)
  dispatchEvent(new Event('beforeprint'))
  await setMedia('print')
  await expect.poll(() => listRows().length).toBe(60)
  const tops = listRows().map((row) => row.getBoundingClientRect().top)
  expect(new Set(tops).size).toBe(60)
  const grid = document.querySelector('.claude-TeamStats-grid') as HTMLElement
  expect(grid.scrollHeight).toBe(grid.clientHeight)
  await setMedia('')
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => listRows().length).toBeLessThan(40)
})
