import type { FieldValue } from '../../../src/index.ts';
import type { Random } from '../../random.ts';
import type { FieldSort } from './editable.ts';

const currencies = ['CHF', 'EUR', 'USD', 'GBP'] as const;

/** What people type: every text and every number is unlike any other ever typed. */
export interface TypedValues {
  next(sort: FieldSort, shown: FieldValue): FieldValue;
  /** Without upper case, blanks and digits too many: for records that another side must recognise. */
  plain(sort: FieldSort): FieldValue;
  plainName(): string;
  plainMail(): string;
}

export function createTypedValues(random: Random): TypedValues {
  let edits = 0;

  function text(): string {
    const value = `v${++edits}-${random.pick(['ada', 'ben', 'eve', 'öl', 'zoë'])}`;
    const cased = random.chance(0.2) ? value.toUpperCase() : value;
    return random.chance(0.15) ? ` ${cased} ` : cased;
  }

  function mail(): string {
    const value = `v${++edits}@mail.test`;
    return random.chance(0.2) ? value.toUpperCase() : value;
  }

  // Further digits are small, so that rounding never makes one value into another.
  function rate(): string {
    const value = `1.${String(++edits).padStart(4, '0')}`;
    if (random.chance(0.7)) return value;
    return value + random.pick(['12', '1234']);
  }

  function amount(): string {
    const value = `${++edits}.${random.int(10, 99)}`;
    return random.chance(0.1) ? `${value}12` : value;
  }

  const lines = (): FieldValue => [
    { product: `v${++edits}-item`, quantity: String(random.int(1, 9)), price: `${edits}.50` },
  ];

  function tags(shown: readonly string[]): readonly string[] {
    const kept = shown.length > 0 && random.chance(0.4) ? shown.filter((tag) => tag !== shown[0]) : shown;
    return kept.length < shown.length ? kept : [...shown, `t${++edits}`];
  }

  function next(sort: FieldSort, shown: FieldValue): FieldValue {
    switch (sort) {
      case 'text':
        return text();
      case 'mail':
        return mail();
      case 'rate':
        return rate();
      case 'amount':
        return amount();
      case 'lines':
        return lines();
      case 'currency':
        return random.pick(currencies.filter((currency) => currency !== shown));
      case 'tag-list':
        return tags(Array.isArray(shown) ? shown : []);
      case 'tag-text': {
        const listed = typeof shown === 'string' ? shown.split(',').filter((tag) => tag !== '') : [];
        return tags(listed).join(',');
      }
      case 'yes-no':
        return shown !== true;
      case 'one-zero':
        return shown === 1 ? 0 : 1;
    }
  }

  const plainName = (): string => `v${++edits}-name`;
  const plainMail = (): string => `v${++edits}@mail.test`;

  function plain(sort: FieldSort): FieldValue {
    switch (sort) {
      case 'mail':
        return plainMail();
      case 'rate':
        return `1.${String(++edits).padStart(4, '0')}`;
      case 'amount':
        return `${++edits}.50`;
      case 'currency':
        return random.pick(currencies);
      case 'lines':
        return lines();
      case 'yes-no':
        return false;
      case 'one-zero':
        return 0;
      case 'tag-list':
        return [];
      case 'tag-text':
        return '';
      case 'text':
        return plainName();
    }
  }

  return { next, plain, plainName, plainMail };
}
