import { expect, test } from 'vitest'
import { findTableAccesses } from './find-table-accesses.ts'

test.each<readonly [string, string, readonly (readonly [table: string, ...parameters: number[]])[]]>([
  ['where', 'select 1 from links where account_id = $1 and ignored', [['links', 1]]],
  [
    'where, with a cast or as a scalar subquery',
    'select 1 from a, b where a.account_id = $1::text and b.account_id = (select $2::text)',
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'the account of a joined table',
    'select 1 from a join b on b.account_id = a.account_id where a.account_id = $1',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  [
    'using',
    'select 1 from a left join b using (account_id, id) where account_id = $1',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  [
    'the condition of an outer join, on its other side',
    'select 1 from a left join b on b.account_id = $2 where a.account_id = $1',
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'an outer query',
    'select 1 from a where account_id = $1 and exists (select from b where b.account_id = a.account_id)',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  [
    'a lateral query',
    'select 1 from unnest($1::text[]) as given (id) cross join lateral (select * from a where account_id = $2 and id = given.id offset 0) as found',
    [['a', 2]],
  ],
  [
    'each part of a union',
    'select 1 from a where account_id = $1 union all select 1 from b where account_id = $1',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  [
    'a recursive query',
    'with recursive up (id) as (select id from a where account_id = $1 union select m.id from up join a as m on m.account_id = $2 and m.id = up.id) select id from up',
    [
      ['a', 1],
      ['a', 2],
    ],
  ],
  ['an insert', 'insert into a (id, account_id) values ($1, $2), ($3, $4)', [['a', 2, 4]]],
  [
    'an insert of a query',
    'insert into a (account_id, id) select given.* from (select $1::text as account_id, 1 as id) as given',
    [['a', 1]],
  ],
  [
    'an insert that replaces rows of the same account',
    'insert into a (account_id, id) select $1::text, id from b where account_id = $2 on conflict (account_id) do update set id = excluded.id',
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    'an update',
    'update a set x = 1 from b where a.account_id = $1 and b.account_id = a.account_id',
    [
      ['a', 1],
      ['b', 1],
    ],
  ],
  [
    'a delete in a query',
    'with gone as (delete from a where account_id = $1 returning 1) select count(*) from gone',
    [['a', 1]],
  ],
])('finds the account in %s', async (_, statement, expected) => {
  expect(await findTableAccesses(statement)).toEqual(expected.map(([table, ...parameters]) => ({ table, parameters })))
})

test.each([
  ['a query without a condition', 'select 1 from a'],
  ['another column', 'select 1 from a where id = $1'],
  ['one of two conditions', 'select 1 from a where account_id = $1 or ignored'],
  ['a negated condition', 'select 1 from a where not account_id = $1'],
  ['another operator', 'select 1 from a where account_id >= $1'],
  ['several accounts', 'select 1 from a where account_id = any($1)'],
  ['the condition of an outer join', 'select 1 from a left join (select 1) as b on a.account_id = $1'],
  ['the condition of a full join', 'select 1 from a full join (select 1) as b on a.account_id = $1'],
  ['a table without an account', 'select 1 from a join (select 1 as account_id) as b on a.account_id = b.account_id'],
  [
    'a scalar subquery of another table',
    'select 1 from a where account_id = (select $1::text from generate_series(1, 2))',
  ],
  [
    'the account of another level',
    'select (select count(*) from a) from (select $1::text as account_id) as b where b.account_id = $1',
  ],
  ['an insert without the account', 'insert into a (id) values ($1)'],
  [
    'an insert of another column',
    'insert into a (id, account_id) select $1::text, given.id from unnest($2::text[]) as given (id)',
  ],
  ['an insert with one row without the account', `insert into a (account_id) values ($1), ('b')`],
  [
    'an insert that replaces a row of any account',
    'insert into a (account_id, id) values ($1, 1) on conflict (id) do update set x = 1',
  ],
  ['an update that moves rows', 'update a set account_id = $2 where account_id = $1'],
  ['a delete by ctid', 'delete from a where ctid = any($1)'],
  ['an analyze', 'analyze (skip_locked) a'],
  ['a statement of another kind', 'truncate a'],
])('finds no account in %s', async (_, statement) => {
  expect((await findTableAccesses(statement)).some(({ parameters }) => parameters.length === 0)).toBe(true)
})

test('finds no table in settings, functions and transactions', async () => {
  expect(await findTableAccesses("begin; set local jit = 'off'; select pg_advisory_xact_lock(1); commit")).toEqual([])
})
