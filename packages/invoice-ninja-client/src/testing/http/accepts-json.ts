/**
 * Whether Laravel answers errors as JSON: the first type accepted is JSON, or the caller is an
 * XMLHttpRequest that accepts anything.
 */
export function acceptsJson(headers: Headers): boolean {
  const accepted = (headers.get('accept') ?? '').split(',')[0]?.split(';')[0]?.trim() ?? '';
  if (accepted.includes('/json') || accepted.includes('+json')) return true;
  const isAjax = headers.get('x-requested-with') === 'XMLHttpRequest';
  return isAjax && (accepted === '' || accepted === '*/*' || accepted === '*');
}
