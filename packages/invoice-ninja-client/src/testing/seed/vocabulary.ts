type Words = readonly [string, ...string[]];

/** Family names as they occur, with everything that an encoding can break. */
export const familyNames: Words = [
  'Müller',
  'Meier',
  'Schäfer',
  'Größmann',
  'Weiß',
  'Çelik',
  "O'Brien",
  'Łukaszewski',
  'Šimková',
  'Sørensen',
  'Åkesson',
  'García',
  'Dubois',
  "D'Angelo",
  'Nguyễn',
  'van den Berg',
  'Smith',
  'Brown-Jönsson',
  'Huber',
  'Keller',
  'Rüegg',
  'Zürcher',
];

export const givenNames: Words = [
  'Anna',
  'Jürgen',
  'Zoë',
  'Björn',
  'Léa',
  'Søren',
  'Maja',
  'José',
  'Renée',
  'Luca',
  'Heidi',
  'Ömer',
  'Katarzyna',
  'Tom',
  'Ursula',
];

export const trades: Words = [
  'Bäckerei',
  'Käserei',
  'Schreinerei',
  'Treuhand',
  'Architektur',
  'Getränkehandel',
  'Gärtnerei',
  'Sanitär',
  'Übersetzungen',
  'Consulting',
  'Software',
  'Électricité',
  'Meble',
  'Logistik',
  'Fahrräder',
  'Möbel',
];

export const legalForms: Words = [
  'AG',
  'GmbH',
  'SA',
  'Sàrl',
  'Ltd',
  'Inc.',
  'KG',
  'Sp. z o.o.',
  '& Söhne',
  'Genossenschaft',
];

/** A place and its country as Invoice Ninja counts it (ISO 3166 number), with a currency id. */
export interface Place {
  readonly city: string;
  readonly postalCode: string;
  readonly street: string;
  readonly countryId: string;
  readonly currencyId: string;
  readonly phone: string;
}

const place = (
  city: string,
  postalCode: string,
  street: string,
  countryId: string,
  currencyId: string,
  phone: string,
): Place => ({
  city,
  postalCode,
  street,
  countryId,
  currencyId,
  phone,
});

export const homePlaces: readonly [Place, ...Place[]] = [
  place('Zürich', '8005', 'Förrlibuckstrasse', '756', '', '+41 44 555 01'),
  place('Genève', '1204', 'Rue du Rhône', '756', '', '+41 22 555 02'),
  place('Bern', '3011', 'Münstergasse', '756', '', '+41 31 555 03'),
  place('St. Gallen', '9000', 'Brühlgasse', '756', '', '+41 71 555 04'),
];

export const foreignPlaces: readonly [Place, ...Place[]] = [
  place('Köln', '50667', 'Große Budengasse', '276', '3', '+49 221 555 05'),
  place('Wien', '1010', 'Kärntner Straße', '40', '3', '+43 1 555 06'),
  place('Kraków', '30-001', 'Ulica Długa', '616', '49', '+48 12 555 07'),
  place('København', '1050', 'Nyhavn', '208', '5', '+45 33 55 08'),
  place('London', 'EC1A 1BB', "St. Martin's Le Grand", '826', '2', '+44 20 5555 09'),
  place('東京', '100-0001', '千代田', '392', '45', '+81 3 5555 10'),
  place('New York', '10001', 'W 34th St', '840', '1', '+1 212 555 11'),
];

export const goods: Words = [
  'Beratung',
  'Küchengerät',
  'Schlüsseldienst',
  'Wartung',
  'Lizenz',
  'Entwurf "Frühling"',
  'Blöcke A4',
  'Kabel 2 m',
  'Öl 5 l',
  'Größe XL',
  'Versand & Zoll',
  'Überstunden',
  'Étagère',
  'Hosting',
];

export const spending: Words = [
  'Bahnreise',
  'Büromaterial',
  'Miete',
  'Übernachtung',
  'Bewirtung',
  'Geräte',
  'Gebühren',
  'Treibstoff',
];
