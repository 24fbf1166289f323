import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { accessLogs, employeeDataFixture } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { tabTo } from '../../test/tab-to.ts'
import { AccessLog } from './access-log.tsx'

const dataRoute = 'GET /employees/{id}/data'
const getLine = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

test('tells an employee who can see their stats and who read them, by day in local time', async () => {
  renderWidget(<AccessLog employeeId="e-17" />)
  await expect.element(page.getByRole('heading', { name: 'Who can see your Claude usage' })).toBeVisible()
  await expect.element(getLine('Tomás Ribeiro and Ines Ferreira')).toBeVisible()
  await expect.element(getLine(/Whoever stands in for one of them/)).toBeVisible()
  await expect.element(page.getByRole('heading', { name: /^21 Nov/ })).toBeVisible()
  await expect
    .element(getLine('viewed your page'))
    .toMatchTextContent(
      /^Tomás Ribeiro viewed your page for 22 Oct – 20 Nov, compared with 22 Sept? – 21 Oct2 times, last at 10:20$/,
    )
  await expect.element(getLine('viewed a team that includes you')).toMatchTextContent(/10:01$/)
  await expect.element(page.getByText('Kept for 365 days. Views of one’s own figures are not recorded.')).toBeVisible()
})

test('offers a download of all that is stored about the viewer, but not about anyone else', async () => {
  const { stub, unmount } = renderWidget(<AccessLog employeeId="e-17" />, { faults: { [dataRoute]: 'internal_error' } })
  const createObjectUrl = vi.spyOn(URL, 'createObjectURL')
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {})
  const button = page.getByRole('button', { name: 'Download all that is stored about you' })
  await button.click()
  await expect.element(page.getByRole('alert')).toMatchTextContent('Something went wrong on our side.')
  stub.setFault(dataRoute, null)
  await button.click()
  await expect.poll(() => click.mock.contexts.length).toBe(1)
  expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe('claude-usage-data.json')
  const [file] = createObjectUrl.mock.calls[0] ?? []
  expect(file instanceof Blob && JSON.parse(await file.text())).toEqual(employeeDataFixture)
  expect(page.getByRole('alert').query()).toBeNull()
  vi.restoreAllMocks()
  unmount()
  renderWidget(<AccessLog employeeId="e-18" employeeName="Per" />)
  await expect.element(page.getByText(/^Kept for 365 days/)).toBeVisible()
  expect(button.query()).toBeNull()
})

test('names the employee when the viewer is someone else', async () => {
  renderWidget(<AccessLog employeeId="e-17" employeeName="Maya Chen" />)
  await expect.element(page.getByRole('heading', { name: 'Who can see the Claude usage of Maya Chen' })).toBeVisible()
  await expect.element(getLine('Tomás Ribeiro viewed the page of Maya Chen')).toBeVisible()
  await expect.element(getLine('Ines Ferreira exported figures that include those of Maya Chen')).toBeVisible()
})

test('loads older reads on request and moves the focus to them', async () => {
  const { stub } = renderWidget(<AccessLog employeeId="e-17" />)
  const olderButton = page.getByRole('button', { name: 'Show older' })
  await expect.element(olderButton).toBeVisible()
  await tabTo('Show older', olderButton)
  await userEvent.keyboard('{Enter}')
  await expect.element(getLine(/viewed adoption for a group that includes you/)).toHaveFocus()
  await expect.element(page.getByRole('heading', { name: /^3 Nov/ })).toBeVisible()
  expect(olderButton.query()).toBeNull()
  expect(stub.requests.map(({ path }) => path)).toEqual([
    '/api/claude/employees/e-17/access',
    '/api/claude/employees/e-17/access?page=4',
  ])
})

test('shows that nobody has read the stats, and that the employee has no managers', async () => {
  renderWidget(<AccessLog employeeId="e-17" />, { access: accessLogs.empty })
  await expect.element(page.getByText('No one has viewed these figures yet')).toBeVisible()
  await expect.element(getLine(/^No manager: the directory names none$/)).toBeVisible()
})

test('names no manager while the directory is stale, and shows why', async () => {
  renderWidget(<AccessLog employeeId="e-17" />, { access: accessLogs.staleDirectory })
  await expect
    .element(getLine(/^No manager for now: your company’s directory has not been read for days$/))
    .toBeVisible()
  await expect.element(getLine(/^People your company allows to see everyone’s figures$/)).toBeVisible()
  expect(getLine(/stands in for/).query()).toBeNull()
})

test('explains not_found without a retry', async () => {
  renderWidget(<AccessLog employeeId="e-17" />, { faults: { 'GET /employees/{id}/access': 'not_found' } })
  await expect.element(page.getByText('Not found or not shared with you.')).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
})

test('explains a problem and loads the list on retry', async () => {
  const { stub } = renderWidget(<AccessLog employeeId="e-17" />, {
    faults: { 'GET /employees/{id}/access': 'not_signed_in' },
  })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.setFault('GET /employees/{id}/access', null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(getLine(/Whoever stands in for one of them/)).toBeVisible()
})

test('fits into 320 pixels in both writing directions', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = renderWidget(<AccessLog employeeId="e-17" employeeName="Maya Chen" />)
    await expect.element(getLine(/Whoever stands in for one of them/)).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    unmount()
  }
  document.documentElement.dir = ''
})
