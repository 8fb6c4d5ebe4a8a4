/** The code of the first ```ts block of a README; undefined where it has none. */
export function firstExample(readme: string): string | undefined {
  return /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
}

/** The npm packages that a README tells its reader to install, without options and versions. */
export function installedPackages(readme: string): string[] {
  const commands = [...readme.matchAll(/^\s*(?:\$ )?(?:npm (?:install|i)|pnpm add) (.+)$/gm)];
  const words = commands.flatMap(([, rest = '']) => rest.split(/\s+/));
  return words.filter((word) => /^[@a-z]/.test(word)).map((word) => word.replace(/(?<!^)@.*$/, ''));
}
