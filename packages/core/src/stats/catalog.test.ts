import { describe, expect, test } from 'vitest'
import { catalog, getStat, isStatId, listProductStats, mapStats, products, type StatId, statIds } from './catalog.ts'
import { counterIds } from './counters.ts'

const listCounters = (id: StatId): readonly string[] => {
  const stat = getStat(id)
  return stat.kind === 'sum' ? stat.counters : [...stat.numerator, ...stat.denominator]
}

describe('catalog', () => {
  test('holds these twenty stats with these labels and units, in this order', () => {
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

  test('uses every stored counter, and no other', () => {
    expect(new Set(statIds.flatMap(listCounters))).toEqual(new Set(counterIds))
  })

  test('counts no counter twice in a stat', () => {
    for (const stat of catalog) {
      for (const list of stat.kind === 'sum' ? [stat.counters] : [stat.numerator, stat.denominator]) {
        expect(new Set(list).size, stat.id).toBe(list.length)
      }
    }
  })

  test('adds the unified experience to chat, so that a member who is moved to it does not appear to drop', () => {
    for (const { id } of listProductStats('chat')) {
      const [own, unified] = listCounters(id)
      expect(unified).toBe(own?.replace('chat_', 'unified_'))
    }
  })

  test('has one ratio: accepted edits over accepted and rejected edits', () => {
    expect(catalog.filter(({ kind }) => kind === 'ratio')).toEqual([
      expect.objectContaining({
        id: 'code.edit_acceptance_rate',
        numerator: ['code_edits_accepted'],
        denominator: ['code_edits_accepted', 'code_edits_rejected'],
      }),
    ])
  })

  test('has a report as the source of skill and connector usage only', () => {
    expect(catalog.flatMap((stat) => (stat.kind === 'sum' && stat.source ? [[stat.id, stat.source]] : []))).toEqual([
      ['skills.invocations', 'skills'],
      ['connectors.invocations', 'connectors'],
    ])
  })

  test('describes every stat in full sentences and gives it a short label', () => {
    for (const { id, description, caveat = 'None.', shortLabel } of catalog) {
      expect(description, id).toMatch(/^\p{Lu}.{10,}\.$/u)
      expect(caveat, id).toMatch(/^\p{Lu}.+\.$/u)
      expect(shortLabel, id).toMatch(/^\p{Lu}/u)
    }
  })

  test('warns that a conversation over two days counts on both', () => {
    expect(getStat('chat.conversations').caveat).toMatch(/two days counts on both/)
  })

  test('is ordered by product and lists every stat under exactly one product', () => {
    expect(products.flatMap(({ id }) => listProductStats(id))).toEqual(catalog)
  })

  test('knows its own ids and rejects others', () => {
    expect(statIds.every(isStatId)).toBe(true)
    expect(['', 'chat', 'chat.Conversations', 'toString', '__proto__'].filter(isStatId)).toEqual([])
    expect(() => getStat('chat.words' as StatId)).toThrow('chat.words')
  })

  test('mapStats builds a value for every stat, in order', () => {
    expect(Object.keys(mapStats(() => 0))).toEqual(statIds)
    expect(mapStats(({ label }) => label)['excel.skills']).toBe('Excel Skills Used')
  })
})
