import { toScale } from '@unified-sync/money';
import type { Case } from './ground-truth.ts';

const months: Readonly<Record<Case['language'], readonly string[]>> = {
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  it: [
    'gennaio',
    'febbraio',
    'marzo',
    'aprile',
    'maggio',
    'giugno',
    'luglio',
    'agosto',
    'settembre',
    'ottobre',
    'novembre',
    'dicembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** An amount as the document prints it: `1'234.50`, `1.234,50` or `1 234,50`, a credit without its sign. */
export function printAmount(
  { invoice, language }: Pick<Case, 'invoice' | 'language'>,
  value: string,
): string {
  const isNegative = value.startsWith('-') && invoice.type !== 'credit_note';
  const [whole = '', cents = ''] = toScale(value.replace('-', ''), 2).split('.');
  const [group, point] =
    invoice.currency === 'CHF'
      ? language === 'fr'
        ? [' ', '.']
        : ["'", '.']
      : language === 'en'
        ? [',', '.']
        : ['.', ','];
  return `${isNegative ? '-' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, group)}${point}${cents}`;
}

/** A date as the document prints it. */
export function printDate({ language, layout }: Pick<Case, 'language' | 'layout'>, value: string): string {
  const [year = '', month = '', day = ''] = value.split('-');
  if (layout !== 'letter') return `${day}.${month}.${year}`;
  const name = months[language][Number(month) - 1] ?? '';
  return language === 'en'
    ? `${Number(day)} ${name} ${year}`
    : `${Number(day)}${language === 'de' ? '.' : ''} ${name} ${year}`;
}

/** Any field as the document prints it: what a perfect reader would call its raw text. */
export function printField(one: Case, field: string, value: string): string {
  if (field.endsWith('Date')) return printDate(one, value);
  if (/^(net|tax|gross|rounding|due)$|\.(amount|base|unitPrice|discount)$/.test(field))
    return printAmount(one, value);
  if (/\.(rate|taxRate)$/.test(field)) return `${value} %`;
  if (field.endsWith('.quantity')) return value.replace('-', '');
  if (field === 'payment.iban') return value.replaceAll(/(.{4})(?=.)/g, '$1 ');
  return value;
}
