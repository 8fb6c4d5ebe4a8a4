/** Makes ids from a seeded stream: UUIDs, and now and then one that only looks like it. */
export function createIds(random: () => number): () => string {
  const digits = (count: number, alphabet: string): string =>
    Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  let made = 0;
  return () => {
    made += 1;
    // The official examples hold `b7ec67d3-5af1-42c8-bece-3d28nlmo894d`: whoever checks for a UUID fails.
    const alphabet = made % 4 === 0 ? '0123456789klmno' : '0123456789abcdef';
    const hex = '0123456789abcdef';
    return `${digits(8, hex)}-${digits(4, hex)}-4${digits(3, hex)}-a${digits(3, hex)}-${digits(12, alphabet)}`;
  };
}
