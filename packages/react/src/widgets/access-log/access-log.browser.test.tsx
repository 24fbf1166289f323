import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { tabTo } from '../../test/keyboard.ts'
import { access } from '../../test/people-fixtures.ts'
import { renderWidget } from '../../test/render-widget.tsx'
import { AccessLog } from './access-log.tsx'

const line = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

test('an employee reads who can see them and who looked, by day and in the viewer’s own time', async () => {
  await renderWidget(<AccessLog employeeId="e-17" />)
  await expect.element(page.getByRole('heading', { name: 'Who can see your Claude usage' })).toBeVisible()
  await expect.element(line('Tomás Ribeiro and Ines Ferreira')).toBeVisible()
  await expect.element(line('Your admins')).toBeVisible()
  await expect.element(page.getByRole('heading', { name: /^21 Nov/ })).toBeVisible()
  await expect
    .element(line('opened your page'))
    .toMatchTextContent('Tomás Ribeiro opened your page for 22 Oct – 20 Nov2 times, last at 10:20')
  await expect.element(line('opened a team that you were in')).toMatchTextContent(/10:01$/)
  await expect.element(page.getByText('Kept for 365 days. Looking at oneself is not recorded.')).toBeVisible()
})

test('an admin reads the same about someone else by name', async () => {
  await renderWidget(<AccessLog employeeId="e-17" employeeName="Maya Chen" />)
  await expect.element(page.getByRole('heading', { name: 'Who can see the Claude usage of Maya Chen' })).toBeVisible()
  await expect.element(line('Tomás Ribeiro opened the page of Maya Chen')).toBeVisible()
  await expect.element(line('Ines Ferreira exported figures, those of Maya Chen among them')).toBeVisible()
})

test('older reads come when they are asked for, and get the focus', async () => {
  const { stub } = await renderWidget(<AccessLog employeeId="e-17" />)
  const older = page.getByRole('button', { name: 'Show older' })
  await expect.element(older).toBeVisible()
  await tabTo('Show older', older)
  await userEvent.keyboard('{Enter}')
  await expect.element(line(/opened the adoption of a group that you were in/)).toHaveFocus()
  await expect.element(page.getByRole('heading', { name: /^3 Nov/ })).toBeVisible()
  expect(older.query()).toBeNull()
  expect(stub.requests.map(({ path }) => path)).toEqual([
    '/api/claude/employees/e-17/access',
    '/api/claude/employees/e-17/access?page=4',
  ])
})

test('that nobody has looked is said, and that nobody is above', async () => {
  await renderWidget(<AccessLog employeeId="e-17" />, { access: access.atTheTop })
  await expect.element(page.getByText('Nobody has looked')).toBeVisible()
  await expect.element(line(/Nobody above them/)).toBeVisible()
})

test('someone who may not know gets what someone gets who asks for nobody, and nothing to try again', async () => {
  await renderWidget(<AccessLog employeeId="e-17" />, { failing: { 'GET /employees/{id}/access': 'not_found' } })
  await expect.element(page.getByText('There is nothing here that you can see.')).toBeVisible()
  expect(page.getByRole('button').elements()).toEqual([])
})

test('an error says what to do, and the list comes when it is tried again', async () => {
  const { stub } = await renderWidget(<AccessLog employeeId="e-17" />, {
    failing: { 'GET /employees/{id}/access': 'not_signed_in' },
  })
  await expect.element(page.getByRole('alert')).toMatchTextContent('You are not signed in.')
  stub.fail('GET /employees/{id}/access', null)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(line('Your admins')).toBeVisible()
})

test('nothing is wider than a phone of 320 pixels, in either direction of writing', async () => {
  await page.viewport(320, 800)
  for (const direction of ['ltr', 'rtl']) {
    document.documentElement.dir = direction
    const { unmount } = await renderWidget(<AccessLog employeeId="e-17" employeeName="Maya Chen" />)
    await expect.element(line('Your admins')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
    await unmount()
  }
  document.documentElement.dir = ''
})
