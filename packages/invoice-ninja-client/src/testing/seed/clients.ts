import { between, pick, type Random } from '../store/random.ts';
import { timeAt, type Seed } from './seed.ts';
import {
  familyNames,
  foreignPlaces,
  givenNames,
  homePlaces,
  legalForms,
  trades,
  type Place,
} from './vocabulary.ts';

const day = 86_400_000;

/** Who buys: firms and persons, one in six abroad and in another currency. */
export function planClients(seed: Seed): void {
  const { installation, entities, request, size, timeline, clientIds } = seed;
  const { random } = installation;
  for (let index = 0; index < size.clients; index += 1) {
    const values = clientValues(random, index);
    // The first ones are there from the beginning, so that there is somebody to invoice.
    const time = timeAt(seed, Math.max(0, index / size.clients - 0.1) * 0.8);
    timeline.plan(time, () => {
      clientIds[index] = entities.clients.create(values, request).id;
    });
    const chance = random();
    const later = time + between(random, 200, 900) * day;
    if (chance < 0.07) {
      timeline.plan(later, () => {
        const row = entities.clients.table.get(index + 1);
        if (row !== undefined) entities.clients[chance < 0.02 ? 'remove' : 'archive'](row);
      });
    }
  }
}

function clientValues(random: Random, index: number): Readonly<Record<string, unknown>> {
  const isForeign = random() < 0.17;
  const place = pick(random, isForeign ? foreignPlaces : homePlaces);
  const isPerson = random() < 0.15;
  const family = pick(random, familyNames);
  const name = isPerson ? '' : `${pick(random, trades)} ${family} ${pick(random, legalForms)}`;
  const contacts = Array.from({ length: random() < 0.2 ? 2 : 1 }, (_, position) =>
    contactValues(random, index, position),
  );
  return {
    name,
    contacts,
    ...address(random, place),
    website: random() < 0.4 ? `https://firma${index}.example` : '',
    vat_number:
      isPerson || isForeign
        ? ''
        : `CHE-${between(random, 100, 999)}.${between(random, 100, 999)}.${between(random, 100, 999)} MWST`,
    id_number: random() < 0.3 ? `KD-${String(index + 1).padStart(5, '0')}` : '',
    private_notes: random() < 0.1 ? 'Zahlt spät,\nbitte anrufen' : '',
    classification: isPerson ? 'individual' : 'company',
    settings: {
      ...(place.currencyId !== '' && { currency_id: place.currencyId }),
      ...(random() < 0.3 && { payment_terms: pick(random, ['10', '14', '60']) }),
      ...(random() < 0.2 && { language_id: '4' }),
    },
  };
}

function address(
  random: Random,
  { street, city, postalCode, countryId, phone }: Place,
): Readonly<Record<string, unknown>> {
  return {
    address1: random() < 0.05 ? '' : `${street} ${between(random, 1, 199)}`,
    city,
    postal_code: postalCode,
    country_id: random() < 0.05 ? '' : countryId,
    phone: random() < 0.5 ? `${phone} ${between(random, 10, 99)}` : '',
  };
}

function contactValues(random: Random, index: number, place: number): Readonly<Record<string, unknown>> {
  return {
    first_name: random() < 0.05 ? '' : pick(random, givenNames),
    last_name: pick(random, familyNames),
    email: random() < 0.06 ? '' : `kontakt${place}@firma${index}.example`,
    phone: random() < 0.2 ? `+41 79 555 ${between(random, 1000, 9999)}` : '',
    send_email: random() < 0.9,
  };
}
