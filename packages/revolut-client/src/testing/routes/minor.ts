/** Cents: the mock adds in whole numbers. */
export const minor = (amount: number): number => Math.round(amount * 100);
export const major = (cents: number): number => cents / 100;
