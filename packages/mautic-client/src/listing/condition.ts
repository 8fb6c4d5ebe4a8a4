/** How a column is compared (`CommonRepository::buildWhereClauseFromArray`). */
export type Comparison = 'eq' | 'neq' | 'lt' | 'lte' | 'gt' | 'gte' | 'like' | 'notLike';

type Scalar = string | number | boolean;

/** One condition of a list. Conditions beside each other must all hold. */
export type Condition =
  | { col: string; expr: Comparison; val: Scalar }
  | { col: string; expr: 'in' | 'notIn'; val: readonly (string | number)[] }
  | { col: string; expr: 'between' | 'notBetween'; val: readonly [Scalar, Scalar] }
  | { col: string; expr: 'isNull' | 'isNotNull' | 'isEmpty' | 'isNotEmpty' }
  | { expr: 'andX'; val: readonly Condition[] }
  | { expr: 'orX'; val: readonly Condition[] };

/** Query parameters. */
export type Query = Record<string, string | number | boolean | undefined>;

// What `InputHelper` turns into entities before it compares: such a value never matches, except in a list.
// oxlint-disable-next-line no-control-regex -- control characters are among them
const encoded = /["'<>&\u0000-\u001F]/;

/**
 * Writes conditions as `where[0][col]=…`.
 *
 * @throws {TypeError} for a condition that the server would answer with a 500, or that could never match.
 */
export function conditionQuery(conditions: readonly Condition[], prefix = 'where'): Query {
  const query: Query = {};
  for (const [index, condition] of conditions.entries())
    Object.assign(query, oneCondition(condition, `${prefix}[${index}]`));
  return query;
}

function oneCondition(condition: Condition, at: string): Query {
  if (condition.expr === 'andX' || condition.expr === 'orX')
    return { [`${at}[expr]`]: condition.expr, ...conditionQuery(condition.val, `${at}[val]`) };
  const { col, expr } = condition;
  if (typeof col !== 'string' || !/^\w+$/.test(col))
    throw new TypeError(`${at}.col: expected the name of a column, got ${JSON.stringify(col)}.`);
  const head = { [`${at}[col]`]: col, [`${at}[expr]`]: expr };
  switch (condition.expr) {
    case 'in':
    case 'notIn':
      return { ...head, [`${at}[val]`]: listText(condition.val, at) };
    case 'between':
    case 'notBetween': {
      const [from, to] = condition.val;
      return { ...head, [`${at}[val][0]`]: plain(from, at), [`${at}[val][1]`]: plain(to, at) };
    }
    case 'isNull':
    case 'isNotNull':
    case 'isEmpty':
    case 'isNotEmpty':
      return head;
    case 'eq':
    case 'neq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
    case 'like':
    case 'notLike':
      return compared(condition.val, condition.expr, col, at);
    default:
      throw new TypeError(
        `${at}.expr: ${JSON.stringify(expr)} is no comparison of Mautic, which answers 500 to it.`,
      );
  }
}

function compared(val: Scalar, expr: Comparison, col: string, at: string): Query {
  const isEquality = expr === 'eq' || expr === 'neq';
  // Lists are decoded again, so equality can be asked for as a list of one.
  if (isEquality && typeof val === 'string' && encoded.test(val))
    return oneCondition({ col, expr: expr === 'eq' ? 'in' : 'notIn', val: [val] }, at);
  return { [`${at}[col]`]: col, [`${at}[expr]`]: expr, [`${at}[val]`]: plain(val, at) };
}

function listText(values: readonly (string | number)[], at: string): string {
  if (values.length === 0) throw new TypeError(`${at}.val: expected a value, got none.`);
  if (values.some((value) => String(value).includes(',')))
    throw new TypeError(
      `${at}.val: a comma ends a value here, so Mautic cannot look for one with a comma in it.`,
    );
  return values.join(',');
}

function plain(value: Scalar, at: string): Scalar {
  if (typeof value === 'string' && encoded.test(value))
    throw new TypeError(`${at}.val: Mautic encodes < > & ' " before it compares, so this would never match.`);
  return typeof value === 'boolean' ? Number(value) : value;
}
