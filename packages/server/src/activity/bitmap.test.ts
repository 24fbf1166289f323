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

const slots = fc.uniqueArray(fc.nat({ max: 300 }))

test('building a bitmap applies all changes of slots in order, and leaves no empty bytes at its end', () => {
  fc.assert(
    fc.property(slots, fc.array(fc.tuple(fc.nat({ max: 300 }), fc.boolean())), (start, changes) => {
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

test('adding bitmaps to words unites them, wherever their bytes begin in memory', () => {
  fc.assert(
    fc.property(fc.array(slots), fc.option(slots, { nil: undefined }), fc.nat({ max: 7 }), (sets, among, offset) => {
      const words = new Uint32Array(10)
      for (const set of sets) {
        const bitmap = createBitmap(set)
        const moved = new Uint8Array(bitmap.length + offset)
        moved.set(bitmap, offset)
        addBitmap(words, moved.subarray(offset), among && toWords(among))
      }
      const added = sets.flat().filter((slot) => !among || among.includes(slot))
      expect(listSlots(words)).toEqual([...new Set(added)].sort((a, b) => a - b))
    }),
  )
})

test('a counter counts how often each slot was added', () => {
  fc.assert(
    fc.property(fc.array(slots, { maxLength: 40 }), (sets) => {
      const counter = createSlotCounter()
      for (const set of sets) counter.add(toWords(set))
      for (let slot = 0; slot <= 300; slot += 1) {
        expect(counter.getCount(slot)).toBe(sets.filter((set) => set.includes(slot)).length)
      }
    }),
  )
})
