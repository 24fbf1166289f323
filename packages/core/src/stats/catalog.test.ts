import { describe, expect, test } from 'vitest'
import { catalog, getStat, isStatId, listProductStats, mapStats, products, type StatId, statIds } from './catalog.ts'
import { counterIds } from './counters.ts'

/** Lists the counters of a stat. Counters that are in the numerator and the denominator are listed twice. */
const listCounters = (id: StatId): readonly string[] => {
  const stat = getStat(id)
  return stat.kind === 'sum' ? stat.counters : [...stat.numerator, ...stat.denominator]
}

describe('catalog', () => {
  test('contains these twenty stats with these labels and units, in this order', () => {
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
  })

  test('uses every counter', () => {
    expect(new Set(statIds.flatMap(listCounters))).toEqual(new Set(counterIds))
  })

  test('lists no counter twice in a sum, a numerator or a denominator', () => {
    for (const stat of catalog) {
      for (const counters of stat.kind === 'sum' ? [stat.counters] : [stat.numerator, stat.denominator]) {
        expect(new Set(counters).size, stat.id).toBe(counters.length)
      }
    }
  })

  test('adds the unified counter to every chat stat, so that members who move to the unified experience show no drop', () => {
    for (const { id } of listProductStats('chat')) {
      const [chatCounter, unifiedCounter] = listCounters(id)
      expect(unifiedCounter).toBe(chatCounter?.replace('chat_', 'unified_'))
    }
  })

  test('contains one ratio: accepted edits divided by accepted and rejected edits', () => {
    expect(catalog.filter(({ kind }) => kind === 'ratio')).toEqual([
      expect.objectContaining({
        id: 'code.edit_acceptance_rate',
        numerator: ['code_edits_accepted'],
        denominator: ['code_edits_accepted', 'code_edits_rejected'],
      }),
    ])
  })

  test('names a report as the source of skill usage and of connector usage, and of no other stat', () => {
    expect(catalog.flatMap((stat) => (stat.kind === 'sum' && stat.source ? [[stat.id, stat.source]] : []))).toEqual([
      ['skills.invocations', 'skills'],
      ['connectors.invocations', 'connectors'],
    ])
  })

  test('capitalizes short labels', () => {
    for (const { id, shortLabel } of catalog) {
      expect(shortLabel, id).toMatch(/^\p{Lu}/u)
    }
  })

  test('contains every stat under exactly one product, in the order of the products', () => {
    expect(products.flatMap(({ id }) => listProductStats(id))).toEqual(catalog)
  })
})

test('isStatId is true only for ids in the catalog', () => {
  expect(statIds.every(isStatId)).toBe(true)
  expect(['', 'chat', 'chat.Conversations', 'toString', '__proto__'].filter(isStatId)).toEqual([])
})

test('getStat throws for an id outside the catalog', () => {
  expect(() => getStat('chat.words' as StatId)).toThrow('chat.words')
})

test('mapStats creates a value for every stat, in the order of the catalog', () => {
  expect(Object.keys(mapStats(() => 0))).toEqual(statIds)
  expect(mapStats(({ label }) => label)['excel.skills']).toBe('Excel Skills Used')
})
