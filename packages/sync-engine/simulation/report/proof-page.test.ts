import { expect, it } from 'vitest';
import { withSection } from './proof-page.ts';

it('replaces one part of the page and leaves the others to people', () => {
  const page = '# Proof\n<!-- injected -->\nold\n<!-- /injected -->\nrest';
  expect(withSection(page, 'injected', 'new')).toBe(
    '# Proof\n<!-- injected -->\n\nnew\n\n<!-- /injected -->\nrest',
  );
});

it('refuses a page without the place, or with two of them', () => {
  const place = '<!-- injected --><!-- /injected -->';
  expect(() => withSection('# Proof', 'injected', 'new')).toThrow('once');
  expect(() => withSection(place + place, 'injected', 'new')).toThrow('once');
  expect(() => withSection('<!-- injected -->', 'injected', 'new')).toThrow('once');
});
