import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { misfit, quickParse } from './quick-parse.ts';

const emptyListIsNone = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 0 ? {} : value;
const record = z.looseObject({
  id: z.int(),
  name: z.string().nullish(),
  amount: z.number(),
  active: z.boolean().optional(),
  extra: z.unknown().optional(),
  nested: z.looseObject({ a: z.union([z.string(), z.int(), z.null()]) }).optional(),
  tags: z.array(z.string()).nullable(),
  map: z.preprocess(emptyListIsNone, z.record(z.string(), z.looseObject({ a: z.string() }))).optional(),
});
const fitting = { id: 1, amount: 1.5, tags: ['x'], unknown: { kept: true } };

/** Zod decides wherever the quick way does not: together they must be what zod alone is. */
function agrees(schema: z.ZodType, value: unknown): void {
  const quick = quickParse(schema, value);
  if (quick === misfit) return;
  const { success, data } = schema.safeParse(value);
  expect({ success, data }).toEqual({ success: true, data: quick });
}

it('gives back what fits, itself and not a copy', () => {
  expect(quickParse(record, fitting)).toBe(fitting);
});

describe('takes nothing that zod refuses', () => {
  it.each([
    ['text for an integer', { ...fitting, id: '1' }],
    ['a fraction for an integer', { ...fitting, id: 1.5 }],
    ['an integer that a number cannot hold', { ...fitting, id: 2 ** 53 }],
    ['an infinite number, which 1e999 is', { ...fitting, amount: JSON.parse('1e999') }],
    ['a number for text', { ...fitting, name: 1 }],
    ['null for an optional flag', { ...fitting, active: null }],
    ['a missing field', { id: 1, tags: [] }],
    ['an array for an object', { ...fitting, nested: [] }],
    ['null for an object', { ...fitting, nested: null }],
    ['an object for an array', { ...fitting, tags: {} }],
    ['a wrong element', { ...fitting, tags: ['x', 1] }],
    ['a wrong entry of a map', { ...fitting, map: { one: { a: 1 } } }],
    ['none of the alternatives', { ...fitting, nested: { a: true } }],
    ['nothing', undefined],
  ])('%s', (_what, value) => {
    expect(record.safeParse(value).success).toBe(false);
    expect(quickParse(record, value)).toBe(misfit);
  });
});

describe('gives what zod gives', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['a changed value in a map', record, { ...fitting, map: [] }],
    ['a changed value in an array', z.array(record), [fitting, { ...fitting, map: [] }]],
    ['a changed value in a record', z.record(z.string(), record), { a: { ...fitting, map: [] }, b: fitting }],
    ['a part that only zod knows', z.looseObject({ a: z.string().trim() }), { a: ' x ' }],
    ['the first of several that fit', z.union([z.string().toUpperCase(), z.string()]), 'x'],
    ['optional and nothing', z.looseObject({ a: z.string().optional() }), {}],
  ])('%s', (_what, schema, value) => {
    const before = structuredClone(value);
    expect(quickParse(schema, value)).toEqual(schema.parse(value));
    expect(value).toEqual(before);
  });

  it('of a schema that contains itself', () => {
    const tree = z.looseObject({
      name: z.string(),
      get children() {
        return z.array(tree).optional();
      },
    });
    const value = { name: 'a', children: [{ name: 'b', children: [] }] };
    expect(quickParse(tree, value)).toBe(value);
    expect(quickParse(tree, { name: 'a', children: [{}] })).toBe(misfit);
  });

  it('leaves out a key __proto__ at every depth', () => {
    const value: unknown = JSON.parse(
      '{ "a": { "__proto__": { "admin": true } }, "m": { "__proto__": "x", "b": "y" } }',
    );
    const schema = z.looseObject({ a: z.looseObject({}), m: z.record(z.string(), z.string()) });
    agrees(z.looseObject({ a: z.looseObject({}) }), value);
    agrees(z.looseObject({ m: z.record(z.string(), z.string()) }), value);
    expect(quickParse(schema, value)).toBe(misfit);
  });
});

describe('leaves to zod', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['a check', z.string().min(2), 'x'],
    ['a format', z.email(), 'x'],
    ['coercion', z.coerce.number(), '1'],
    ['a strict object', z.strictObject({ a: z.string() }), { a: 'x', b: 1 }],
    ['an object that drops keys', z.object({ a: z.string() }), { a: 'x', b: 1 }],
    ['a refinement of an object', z.looseObject({}).refine(() => false), {}],
    ['a refinement of a list', z.array(z.string()).min(1), []],
    ['keys with a check', z.record(z.string().min(2), z.string()), { a: 'x' }],
    ['a default', z.looseObject({ a: z.string().default('x') }), {}],
    ['a default that may be left out', z.looseObject({ a: z.string().default('x').optional() }), {}],
    ['a default by itself', z.string().default('x').optional(), undefined],
    ['exactly one of several', z.xor([z.string(), z.string().min(1)]), 'x'],
    ['a codec', z.codec(z.string(), z.int(), { decode: Number, encode: String }), '7'],
    [
      'a codec behind a transform',
      z.codec(z.transform(String), z.string(), { decode: (value) => `${value}!`, encode: String }),
      'x',
    ],
    ['an array where an object is wanted', z.looseObject({}), []],
    ['an array where a record is wanted', z.record(z.string(), z.unknown()), []],
    ['text that is transformed', z.string().transform(Number), '7'],
    [
      'a preprocess that reports',
      z.preprocess((value, context) => {
        context.issues.push({ code: 'custom', message: 'no', input: value });
        return value;
      }, z.string()),
      'x',
    ],
    ['a number of another format', z.float32(), 1e300],
    ['a required unknown', z.looseObject({ a: z.unknown() }), {}],
  ])('%s', (_what, schema, value) => {
    const { success, data } = schema.safeParse(value);
    expect(success ? [misfit, data] : [misfit]).toContainEqual(quickParse(schema, value));
  });
});

const jsonValue = fc.jsonValue({ maxDepth: 3 });
/** Mostly what fits, so that a record of ten fields often does. */
const mostly = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary, weight: 12 }, { arbitrary: jsonValue, weight: 1 });
const almost = fc.record(
  {
    id: mostly(fc.integer()),
    name: mostly(fc.option(fc.string())),
    amount: mostly(fc.double({ noNaN: true })),
    active: mostly(fc.boolean()),
    extra: jsonValue,
    nested: mostly(fc.record({ a: fc.oneof(fc.string(), fc.integer(), fc.constant(null)) })),
    tags: mostly(fc.array(fc.string())),
    map: mostly(fc.oneof(fc.dictionary(fc.string(), fc.record({ a: fc.string() })), fc.constant([]))),
    other: jsonValue,
  },
  { requiredKeys: ['id', 'amount', 'tags'] },
);

it('agrees with zod on whatever JSON there is', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(almost, jsonValue), (given) => {
      const value: unknown = JSON.parse(JSON.stringify(given));
      const quick = quickParse(record, value);
      if (quick !== misfit) taken += 1;
      agrees(record, value);
      // Nothing here is of a kind that only zod knows, so what zod takes is taken.
      expect(quick === misfit && record.safeParse(value).success && !hasProto(value)).toBe(false);
    }),
    { numRuns: 3000, seed: 7 },
  );
  expect(taken).toBeGreaterThan(100);
});

const hasProto = (value: unknown): boolean => JSON.stringify(value)?.includes('"__proto__"') ?? false;
