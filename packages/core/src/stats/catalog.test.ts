import { describe, expect, test } from 'vitest'
import { catalog, getStat, isStatId, listProductStats, mapStats, products, type StatId, statIds } from './catalog.ts'
import { counterIds } from './counters.ts'

const countersOf = (id: StatId): readonly string[] => {
  const stat = getStat(id)
  return stat.kind === 'sum' ? stat.counters : [...stat.numerator, ...stat.denominator]
}

describe('the catalog', () => {
  test('holds exactly these twenty stats, with these labels and units, in this order', () => {
    expect(catalog.map(({ id, label, unit }) => [id, label, unit])).toEqual([
      ['chat.conversations', 'Conversations', 'conversations'],
      ['chat.messages', 'Chat Messages', 'messages'],
      ['chat.artifacts', 'Artifacts Created', 'artifacts'],
      ['code.sessions', 'Sessions', 'sessions'],
      ['code.commits', 'Commits', 'commits'],
      ['code.pull_requests', 'Pull Requests', 'PRs'],
      ['code.lines_added', 'Lines Added', 'lines'],
      ['code.lines_removed', 'Lines Removed', 'lines'],
      ['code.edits_accepted', 'Edits Accepted', 'edits'],
      ['code.edit_acceptance_rate', 'Edit Acceptance Rate', '%'],
      ['skills.invocations', 'Skill Usage', 'invocations'],
      ['connectors.invocations', 'Connector Usage', 'invocations'],
      ['excel.sessions', 'Excel Sessions', 'sessions'],
      ['excel.messages', 'Excel Messages', 'messages'],
      ['excel.skills', 'Excel Skills Used', 'invocations'],
      ['excel.connectors', 'Excel Connectors Used', 'invocations'],
      ['powerpoint.sessions', 'PowerPoint Sessions', 'sessions'],
      ['powerpoint.messages', 'PowerPoint Messages', 'messages'],
      ['powerpoint.skills', 'PowerPoint Skills Used', 'invocations'],
      ['powerpoint.connectors', 'PowerPoint Connectors Used', 'invocations'],
    ])
    expect(statIds).toEqual(catalog.map(({ id }) => id))
  })

  test('every counter that is kept is used by a stat, and no stat uses another', () => {
    expect(new Set(statIds.flatMap(countersOf))).toEqual(new Set(counterIds))
  })

  test('no stat counts a counter twice', () => {
    for (const stat of catalog) {
      for (const list of stat.kind === 'sum' ? [stat.counters] : [stat.numerator, stat.denominator]) {
        expect(new Set(list).size, stat.id).toBe(list.length)
      }
    }
  })

  test('chat adds what is filed under the unified experience, so that nobody who is moved to it seems to drop', () => {
    for (const { id } of listProductStats('chat')) {
      const [own, unified] = countersOf(id)
      expect(unified).toBe(own?.replace('chat_', 'unified_'))
    }
  })

  test('only the acceptance rate is a ratio: accepted over accepted and rejected', () => {
    expect(catalog.filter(({ kind }) => kind === 'ratio')).toEqual([
      expect.objectContaining({
        id: 'code.edit_acceptance_rate',
        numerator: ['code_edits_accepted'],
        denominator: ['code_edits_accepted', 'code_edits_rejected'],
      }),
    ])
  })

  test('skill and connector usage, and nothing else, depend on a report', () => {
    expect(catalog.flatMap((stat) => (stat.kind === 'sum' && stat.source ? [[stat.id, stat.source]] : []))).toEqual([
      ['skills.invocations', 'skills'],
      ['connectors.invocations', 'connectors'],
    ])
  })

  test('every stat says what it counts, in a whole sentence, and has a short name', () => {
    for (const { id, description, caveat = 'None.', shortLabel } of catalog) {
      expect(description, id).toMatch(/^\p{Lu}.{10,}\.$/u)
      expect(caveat, id).toMatch(/^\p{Lu}.+\.$/u)
      expect(shortLabel, id).toMatch(/^\p{Lu}/u)
    }
  })

  test('conversations say that one of two days counts on both', () => {
    expect(getStat('chat.conversations').caveat).toMatch(/two days counts on both/)
  })

  test('people see the stats product by product, without one left out or shown twice', () => {
    expect(products.flatMap(({ id }) => listProductStats(id))).toEqual(catalog)
  })

  test('only its own ids are stats', () => {
    expect(statIds.every(isStatId)).toBe(true)
    expect(['', 'chat', 'chat.Conversations', 'toString', '__proto__'].filter(isStatId)).toEqual([])
    expect(() => getStat('chat.words' as StatId)).toThrow('chat.words')
  })

  test('a value for each stat is a record of twenty', () => {
    expect(Object.keys(mapStats(() => 0))).toEqual(statIds)
    expect(mapStats(({ label }) => label)['excel.skills']).toBe('Excel Skills Used')
  })
})
