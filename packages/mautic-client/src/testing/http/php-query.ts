import type { PhpValue } from './reply.ts';

/** Reads `where[0][col]=id` as PHP does. */
export function phpQuery(search: URLSearchParams): PhpValue {
  const root: PhpValue = {};
  for (const [name, value] of search) {
    const keys = [
      name.split('[')[0] ?? '',
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key),
    ];
    let at = root;
    for (const key of keys.slice(0, -1)) {
      const next = at[key];
      const child: PhpValue = typeof next === 'object' ? next : {};
      at[key] = child;
      at = child;
    }
    const last = keys.at(-1) ?? '';
    at[last === '' ? String(Object.keys(at).length) : last] = value;
  }
  return root;
}

export const textAt = (query: PhpValue, name: string): string | undefined => {
  const value = query[name];
  return typeof value === 'string' ? value : undefined;
};

export const mapAt = (query: PhpValue, name: string): PhpValue | undefined => {
  const value = query[name];
  return typeof value === 'object' ? value : undefined;
};
