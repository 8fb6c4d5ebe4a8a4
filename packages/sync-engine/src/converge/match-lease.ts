/** The key under which matching in a collection is leased: two workers must not both find that nothing matches. */
export const matchLease = (collection: string): string => `match:${collection}`;
