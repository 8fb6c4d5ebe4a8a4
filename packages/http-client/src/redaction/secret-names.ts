const secretName =
  /token|secret|passw|api[-_]?key|access[-_]?key|private[-_]?key|authorization|assertion|credential|cookie|signature|jwt/i;

/** True for the name of a header, parameter or field that usually holds a secret, e.g. `refresh_token`. */
export const isSecretName = (name: string): boolean => secretName.test(name);
