import { between, pick } from '../store/random.ts';
import { timeAt, type Seed } from './seed.ts';
import { goods } from './vocabulary.ts';

/** What is sold. A few keys occur twice, as nothing forbids it. */
export function planProducts(seed: Seed): void {
  const { installation, entities, request, size, timeline } = seed;
  const { random } = installation;
  for (let index = 0; index < size.products; index += 1) {
    const name = pick(random, goods);
    const number = random() < 0.02 ? between(random, 1, index + 1) : index + 1;
    const price = between(random, 5, 250_000) / 100;
    const values = {
      product_key: `${name.slice(0, 3).toUpperCase()}-${String(number).padStart(4, '0')}`,
      notes: random() < 0.1 ? '' : `${name} ${number}`,
      price,
      cost: Math.floor(price * 60) / 100,
      quantity: 1,
      tax_name1: random() < 0.8 ? 'MWST' : '',
      tax_rate1: pick(random, ['8.1', '2.6', '3.8']),
      in_stock_quantity: between(random, 0, 200),
    };
    const [isArchived, isDeleted] = [random() < 0.05, random() < 0.02];
    const time = timeAt(seed, (index / size.products) * 0.1);
    timeline.plan(time, () => {
      const row = entities.products.create(values, request);
      if (isArchived) entities.products.archive(row);
      if (isDeleted) entities.products.remove(row);
    });
  }
}
