import type { InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';

/** Tells the company behind a token, as a hash of its key: each company of each installation has its own. */
export async function accountFingerprint(ninja: InvoiceNinjaClient): Promise<string> {
  const { company_key } = await ninja.company.current();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(company_key));
  return `invoice-ninja:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
