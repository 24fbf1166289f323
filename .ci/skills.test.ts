import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { listSkills } from './read-snippets.ts'
import { root } from './workspace.ts'

test.each(listSkills().map((file) => relative(root, file)))(
  '%s begins with a name and a description that assistants can read',
  (path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const [, name, description = ''] = /^---\nname: (.+)\ndescription: (.+)\n---\n\n# /.exec(text) ?? []
    expect(name).toBe(basename(dirname(path)))
    // Assistants choose a skill by its description alone. They cut descriptions longer than about 1,000 characters.
    expect(description).toMatch(/^Use when .{40,1000}\.$/)
  },
)

test.each(['react', 'server'])('the skills of %s are published', (folder) => {
  const { files } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
  expect(files).toContain('skills')
})
