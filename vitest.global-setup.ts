/** Refuses to run on a Node that the tools of this workspace do not support, instead of failing in odd places. */
export function setup(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 11)) return;
  throw new Error(
    `The tests need Node >= 24.11 and run on ${process.version}. Start them with \`npx -y pnpm@12 test\`: ` +
      `pnpm installs the right Node as a devDependency and runs every script on it.`,
  );
}
