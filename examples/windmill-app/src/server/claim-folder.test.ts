import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimFolder } from './claim-folder.ts'

const createFolder = (): string => mkdtempSync(join(tmpdir(), 'windmill-claim-'))

test('rejects a second claim until the first one is released', async () => {
  const folder = createFolder()
  const release = await claimFolder(folder)
  await expect(claimFolder(folder)).rejects.toMatchObject({ code: 'data_in_use' })
  await release()
  await (await claimFolder(folder))()
})

test('takes over the socket file that a killed process has left behind', async () => {
  const folder = createFolder()
  writeFileSync(join(folder, 'in-use'), '')
  const claim = claimFolder(folder)
  await expect(claim).resolves.toBeTypeOf('function')
  await (await claim)()
})
