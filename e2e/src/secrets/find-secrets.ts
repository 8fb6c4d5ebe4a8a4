/** Secrets by what they are called. */
export type Secrets = Readonly<Record<string, string>>;

/** A secret in a place where it must not be. */
export interface Leak {
  readonly place: string;
  readonly secret: string;
  /** How it is written there. */
  readonly form: string;
}

/** Every way to write a secret that is looked for. */
function formsOf(secret: string): ReadonlyArray<readonly [form: string, text: string]> {
  const bytes = Buffer.from(secret);
  return [
    ['plain', secret],
    ['url-encoded', encodeURIComponent(secret)],
    ['hex', bytes.toString('hex')],
    ['backwards', Array.from(secret).toReversed().join('')],
    // Of a text that it is a part of: the digits that only it decides, at each of three places to begin.
    ...[0, 1, 2].map((before): readonly [string, string] => [
      'base64',
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3)),
    ]),
  ];
}

/** Looks for secrets in texts; compares without case, since hex and escapes are written in both. */
export function createFinder(secrets: Secrets): (place: string, text: string) => Leak[] {
  const wanted = Object.entries(secrets).flatMap(([secret, value]) =>
    formsOf(value).map(([form, written]) => ({ secret, form, written: written.toLowerCase() })),
  );
  return (place, text) => {
    const searched = [text.toLowerCase(), text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/')];
    return wanted
      .filter(({ written }) => searched.some((one) => one.includes(written)))
      .map(({ secret, form }) => ({ place, secret, form }));
  };
}
