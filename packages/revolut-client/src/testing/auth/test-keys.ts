import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key pair that is made once for a process: it takes a while. */
export interface TestKeys {
  /** PKCS #8 PEM. */
  privateKey: string;
  publicKey: KeyObject;
}

let made: TestKeys | undefined;

export function testKeys(): TestKeys {
  if (made === undefined) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    made = {
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey: createPublicKey(privateKey),
    };
  }
  return made;
}
