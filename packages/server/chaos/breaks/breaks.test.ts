import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { breakCode, breaks } from './breaks.ts'

test.each(breaks)('the break “$name” changes the code', async (chosenBreak) => {
  const source = await readFile(new URL(`../../../${chosenBreak.file}`, import.meta.url), 'utf8')
  expect(breakCode(chosenBreak, source)).not.toBe(source)
})
