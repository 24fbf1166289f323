import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addBitmap, createBitmap, createBitmapBuilder, hasSlot } from './bitmap.ts'

const slots = fc.uniqueArray(fc.nat({ max: 300 }))

test('a bitmap has exactly the slots that were set last, and no empty bytes at its end', () => {
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

test('adding bitmaps to words unites them, wherever their bytes begin in memory', () => {
  fc.assert(
    fc.property(fc.array(slots), fc.nat({ max: 7 }), (sets, offset) => {
      const words = new Uint32Array(10)
      for (const set of sets) {
        const bitmap = createBitmap(set)
        const moved = new Uint8Array(bitmap.length + offset)
        moved.set(bitmap, offset)
        addBitmap(words, moved.subarray(offset))
      }
      const united = words.reduce<number[]>((all, word, index) => {
        for (let bit = 0; bit < 32; bit += 1) if ((word >>> bit) & 1) all.push(index * 32 + bit)
        return all
      }, [])
      expect(united).toEqual([...new Set(sets.flat())].sort((a, b) => a - b))
    }),
  )
})
