import { createClock } from './clock.ts';
import type { Company } from './company.ts';
import type { Installation } from './installation.ts';
import type { Random } from './random.ts';
import { createTables } from './tables.ts';

/** What an installation is made of. */
export interface CreateInstallationOptions {
  readonly baseUrl: string;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly companies: ReadonlyMap<number, Company>;
  readonly emit: Installation['emit'];
}

const second = 1000;

export function createInstallation({
  baseUrl,
  random,
  now,
  companies,
  emit,
}: CreateInstallationOptions): Installation {
  const clock = createClock({ now, random });
  const keys = new Map<string, number>();
  const lastAsked = new Map<string, number>();
  return {
    baseUrl,
    clock,
    random,
    tables: createTables(clock),
    emit,
    company(key) {
      const company = companies.get(key);
      if (company === undefined) throw new Error(`There is no company ${key}.`);
      return company;
    },
    nextKey(kind) {
      const key = (keys.get(kind) ?? 0) + 1;
      keys.set(kind, key);
      return key;
    },
    isRepeated(request) {
      const time = clock.now();
      const last = lastAsked.get(request);
      if (last !== undefined && time - last < second) return true;
      lastAsked.set(request, time);
      return false;
    },
  };
}
