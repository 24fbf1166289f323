import type { TestContext } from './test-runner.ts'

export const registerBudgetTests = ({ test, expect }: TestContext): void => {
  const createBudgetId = (): string => `organization:${crypto.randomUUID()}`

  test('passes each update the state that the previous update of the same budget returned', async (storage) => {
    const [first, second] = [createBudgetId(), createBudgetId()]
    const seen: (string | null)[] = []
    const update = (id: string, after: string) =>
      storage.updateBudget(id, (before) => {
        seen.push(before)
        return after
      })
    await update(first, '{"a":"“”"}')
    await update(second, 'b')
    await update(first, 'c')
    await update(first, 'c')
    await update(second, 'd')
    expect(seen).toEqual([null, null, '{"a":"“”"}', 'c', 'b'])
  })

  test('loses none of many concurrent updates of a budget', async (storage) => {
    const id = createBudgetId()
    const increment = (before: string | null) => String(Number(before) + 1)
    await Promise.all(Array.from({ length: 20 }, () => storage.updateBudget(id, increment)))
    let count: string | null = null
    await storage.updateBudget(id, (before) => {
      count = before
      return before ?? ''
    })
    expect(count).toBe('20')
  })

  test('changes nothing when the update of a budget throws', async (storage) => {
    const id = createBudgetId()
    await storage.updateBudget(id, () => 'before')
    const failure = await storage
      .updateBudget(id, () => {
        throw new Error('No.')
      })
      .catch((error: unknown) => error)
    expect(failure instanceof Error).toBe(true)
    let state: string | null = null
    await storage.updateBudget(id, (before) => {
      state = before
      return before ?? ''
    })
    expect(state).toBe('before')
  })

  test('gives updates of a budget a time that never goes back', async (storage) => {
    const id = createBudgetId()
    const times: number[] = []
    for (const state of ['a', 'b', 'c']) {
      await storage.updateBudget(id, (_, now) => {
        times.push(now)
        return state
      })
    }
    expect(times.every((time, index) => time > 1e12 && time >= (times[index - 1] ?? 0))).toBe(true)
  })
}
