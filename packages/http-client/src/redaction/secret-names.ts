const secretName =
  /token|secret|passw|api[-_]?key|access[-_]?key|private[-_]?key|authorization|assertion|credential|cookie|signature|jwt/i;

/** True for the name of a header, parameter or field that usually holds a secret, e.g. `refresh_token`. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** A header is judged more strictly: nobody misses the value of an `X-Auth` or `X-Key` in an error. */
export const isSecretHeader = (name: string): boolean => isSecretName(name) || /auth|key/i.test(name);
