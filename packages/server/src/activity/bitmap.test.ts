import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBitmap,
  createBitmap,
  createBitmapBuilder,
  createSlotCounter,
  forEachSlot,
  hasSlot,
  type Words,
} from './bitmap.ts'

const anySlots = fc.uniqueArray(fc.nat({ max: 300 }))

test('building a bitmap applies all changes of slots in order, and leaves no empty bytes at its end', () => {
  fc.assert(
    fc.property(anySlots, fc.array(fc.tuple(fc.nat({ max: 300 }), fc.boolean())), (start, changes) => {
      const builder = createBitmapBuilder(createBitmap(start))
      const expected = new Set(start)
      for (const [slot, isIn] of changes) {
        builder.set(slot, isIn)
        if (isIn) expected.add(slot)
        else expected.delete(slot)
      }
      const bitmap = builder.build()
      expect(Array.from({ length: 400 }, (_, slot) => slot).filter((slot) => hasSlot(bitmap, slot))).toEqual(
        [...expected].sort((a, b) => a - b),
      )
      expect(bitmap.at(-1)).not.toBe(0)
    }),
  )
})

const listSlots = (words: Words): number[] => {
  const listed: number[] = []
  forEachSlot(words, (slot) => listed.push(slot))
  return listed
}

const toWords = (added: Iterable<number>): Words => {
  const words = new Uint32Array(10)
  addBitmap(words, createBitmap(added))
  return words
}

test('addBitmap adds the allowed slots of each bitmap, wherever its bytes begin in memory', () => {
  fc.assert(
    fc.property(
      fc.array(anySlots),
      fc.option(anySlots, { nil: undefined }),
      fc.nat({ max: 7 }),
      (sets, allowed, offset) => {
        const words = new Uint32Array(10)
        for (const set of sets) {
          const bitmap = createBitmap(set)
          const shiftedBytes = new Uint8Array(bitmap.length + offset)
          shiftedBytes.set(bitmap, offset)
          addBitmap(words, shiftedBytes.subarray(offset), allowed && toWords(allowed))
        }
        const added = sets.flat().filter((slot) => !allowed || allowed.includes(slot))
        expect(listSlots(words)).toEqual([...new Set(added)].sort((a, b) => a - b))
      },
    ),
  )
})

test('a counter counts how often each slot was added', () => {
  fc.assert(
    fc.property(fc.array(anySlots, { maxLength: 40 }), (sets) => {
      const counter = createSlotCounter()
      for (const set of sets) counter.add(toWords(set))
      for (let slot = 0; slot <= 300; slot += 1) {
        expect(counter.getCount(slot)).toBe(sets.filter((set) => set.includes(slot)).length)
      }
    }),
  )
})
