/** What the demo hands on to the processes that it starts. */
export const inheritedEnvironment: Readonly<Record<string, string | undefined>> = process.env;
