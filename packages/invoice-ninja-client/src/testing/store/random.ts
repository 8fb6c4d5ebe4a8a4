/** Gives the next number of a seeded sequence, from 0 up to but not including 1. */
export type Random = () => number;

/** A whole number from `from` to `to`, both included. */
export function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of the items, each as likely as the other. */
export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

const characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** So many letters and digits: what the real one uses for keys of links. */
export function randomKey(random: Random, length = 32): string {
  let key = '';
  for (let count = 0; count < length; count += 1) key += characters.charAt(Math.floor(random() * 62));
  return key;
}
