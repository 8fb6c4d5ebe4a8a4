/** A currency of the static tables; ids are the real ones. */
export interface Currency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly symbol: string;
  /** Decimals that amounts are rounded to. */
  readonly precision: number;
  /** Units of it for one US dollar. */
  readonly exchange_rate: number;
}

const currency = (
  id: string,
  code: string,
  name: string,
  symbol: string,
  exchange_rate: number,
  precision = 2,
): Currency => ({ id, code, name, symbol, precision, exchange_rate });

export const currencies: readonly Currency[] = [
  currency('1', 'USD', 'US Dollar', '$', 1),
  currency('2', 'GBP', 'British Pound', '£', 0.79),
  currency('3', 'EUR', 'Euro', '€', 0.92),
  currency('5', 'DKK', 'Danish Krone', 'kr', 6.86),
  currency('7', 'SEK', 'Swedish Krona', 'kr', 10.5),
  currency('9', 'CAD', 'Canadian Dollar', '$', 1.36),
  currency('12', 'AUD', 'Australian Dollar', '$', 1.52),
  currency('14', 'NOK', 'Norske Kroner', 'kr', 10.7),
  currency('17', 'CHF', 'Swiss Franc', 'CHF', 0.88),
  currency('45', 'JPY', 'Japanese Yen', '¥', 149.5, 0),
  currency('49', 'PLN', 'Polish Zloty', 'zł', 3.95),
  currency('51', 'CZK', 'Czech Koruna', 'Kč', 23.2),
  currency('69', 'HUF', 'Hungarian Forint', 'Ft', 358, 0),
  currency('89', 'KWD', 'Kuwaiti Dinar', 'KD', 0.307, 3),
];

/** A country; its id is its ISO 3166 number. */
export interface Country {
  readonly id: string;
  readonly name: string;
  readonly iso_3166_2: string;
  readonly iso_3166_3: string;
}

const country = (id: string, iso_3166_2: string, iso_3166_3: string, name: string): Country => ({
  id,
  name,
  iso_3166_2,
  iso_3166_3,
});

export const countries: readonly Country[] = [
  country('40', 'AT', 'AUT', 'Austria'),
  country('56', 'BE', 'BEL', 'Belgium'),
  country('124', 'CA', 'CAN', 'Canada'),
  country('203', 'CZ', 'CZE', 'Czech Republic'),
  country('208', 'DK', 'DNK', 'Denmark'),
  country('250', 'FR', 'FRA', 'France'),
  country('276', 'DE', 'DEU', 'Germany'),
  country('348', 'HU', 'HUN', 'Hungary'),
  country('380', 'IT', 'ITA', 'Italy'),
  country('392', 'JP', 'JPN', 'Japan'),
  country('438', 'LI', 'LIE', 'Liechtenstein'),
  country('528', 'NL', 'NLD', 'Netherlands'),
  country('616', 'PL', 'POL', 'Poland'),
  country('724', 'ES', 'ESP', 'Spain'),
  country('752', 'SE', 'SWE', 'Sweden'),
  country('756', 'CH', 'CHE', 'Switzerland'),
  country('826', 'GB', 'GBR', 'United Kingdom'),
  country('840', 'US', 'USA', 'United States'),
];

export const languages = [
  { id: '1', name: 'English - United States', locale: 'en' },
  { id: '2', name: 'Italian', locale: 'it' },
  { id: '3', name: 'German', locale: 'de' },
  { id: '4', name: 'French', locale: 'fr' },
] as const;

export const paymentTypes = [
  { id: '1', name: 'Bank Transfer' },
  { id: '2', name: 'Cash' },
  { id: '4', name: 'ACH' },
  { id: '5', name: 'Visa Card' },
  { id: '32', name: 'Credit Card Other' },
] as const;

/** Decimals of a currency id; two where it is unknown. */
export function precisionOf(currencyId: string): number {
  return currencies.find(({ id }) => id === currencyId)?.precision ?? 2;
}
