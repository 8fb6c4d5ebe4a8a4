import { z } from 'zod';

// A user name or a password would be shown wherever the address is; a query or a fragment has no place in a root.
const pattern = /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#@\\]*)?$/i;

/** Root of a server, without the slashes at its end. @param example what the mistake shows, e.g. `https://invoicing.co` */
export const rootUrl = (example: string) => {
  const error = `expected the root of a server, without a user, a query or a fragment, e.g. ${example}`;
  return z
    .string(error)
    .refine((url) => pattern.test(url) && URL.canParse(url), error)
    .transform((url) => url.replace(/\/+$/, ''));
};
