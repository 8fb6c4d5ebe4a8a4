/**
 * Turns the value of a filter into what the provider reads. The provider ignores a filter whose name or
 * value it does not understand and lists everything, so each one is checked here.
 *
 * @throws {TypeError} naming the filter and what it takes.
 */
export type Filter<Value> = (value: Value, name: string) => string;

/** The filters of a resource, by the provider's names. */
// oxlint-disable-next-line typescript/no-explicit-any -- each filter takes a value of its own type; FilterValues gives it back
export type FilterTable = Readonly<Record<string, Filter<any>>>;

export type FilterValues<Filters extends FilterTable> = {
  readonly [Name in keyof Filters]?: Parameters<Filters[Name]>[0] | undefined;
};

/** First and last day or amount, both included. */
export interface Range<Bound> {
  from: Bound;
  to: Bound;
}

function refuse(name: string, expected: string): never {
  throw new TypeError(
    `filters.${name}: expected ${expected}. Invoice Ninja ignores a filter it does not understand and lists everything.`,
  );
}

export const search: Filter<string> = (value, name) =>
  typeof value === 'string' && value !== '' ? value : refuse(name, 'text that is not empty');

/** The id of another record. */
export const reference: Filter<string> = (value, name) =>
  /^[0-9A-Za-z]{10,}$/.test(value) ? value : refuse(name, 'a hashed id such as VolejRejNm');

/** One or several of these words. */
export const oneOf =
  <Word extends string>(...words: readonly Word[]): Filter<Word | readonly Word[]> =>
  (value, name) => {
    const chosen: readonly string[] = typeof value === 'string' ? [value] : value;
    const isKnown = chosen.length > 0 && chosen.every((word) => words.some((known) => known === word));
    return isKnown ? chosen.join(',') : refuse(name, `one or more of ${words.join(', ')}`);
  };

/** Present or not: the provider does not look at the value, so there is no `false`. */
export const present: Filter<true> = (value, name) =>
  value ? 'true' : refuse(name, 'true; leave it out to switch it off, since false switches it on');

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** Dated on this day (`YYYY-MM-DD`) or later. */
export const fromDay: Filter<string> = (value, name) =>
  isDay(value) ? value : refuse(name, 'a day as YYYY-MM-DD');

const days = ({ from, to }: Range<string>, name: string): string =>
  isDay(from) && isDay(to) && from <= to
    ? `${from},${to}`
    : refuse(name, '{ from, to } as YYYY-MM-DD, in this order');

/** Invoices take two parts … */
export const dayRange: Filter<Range<string>> = days;

/** … and payments three, of which the first names the column. */
export const paymentDayRange: Filter<Range<string>> = (range, name) => `date,${days(range, name)}`;

/** Compares an amount in major units, e.g. `{ gt: 100 }`. */
export type Comparison = { [Operator in 'lt' | 'gt' | 'lte' | 'gte' | 'eq']: Record<Operator, number> }[
  | 'lt'
  | 'gt'
  | 'lte'
  | 'gte'
  | 'eq'];

/** `VALUE:OPERATOR`, in this order. */
export const comparison: Filter<Comparison> = (value, name) => {
  const [[operator, amount] = ['', Number.NaN], ...more] = Object.entries(value);
  const isGood = /^(lt|gt|lte|gte|eq)$/.test(operator) && Number.isFinite(amount) && more.length === 0;
  return isGood ? `${amount}:${operator}` : refuse(name, 'one comparison such as { gt: 100 }');
};

export const amountRange: Filter<Range<number>> = ({ from, to }, name) =>
  Number.isFinite(from) && Number.isFinite(to) && from <= to
    ? `${from}:${to}`
    : refuse(name, '{ from, to } as amounts, in this order');

/** The invoices of a client or a project. */
export const invoicedFor: Filter<{ client: string } | { project: string }> = (value, name) => {
  const [[kind, id] = ['', '']] = Object.entries(value);
  return kind === 'client' || kind === 'project'
    ? `${kind},${reference(id, name)}`
    : refuse(name, '{ client: id } or { project: id }');
};
