import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claimFolder } from './claim-folder.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'windmill-claim-'))

it('lets one at a time use a folder', async () => {
  const data = folder()
  const release = await claimFolder(data)
  await expect(claimFolder(data)).rejects.toMatchObject({ code: 'data_in_use' })
  await release()
  await (await claimFolder(data))()
})

it('takes over what a killed process has left', async () => {
  const data = folder()
  writeFileSync(join(data, 'in-use'), '')
  await (await claimFolder(data))()
})
