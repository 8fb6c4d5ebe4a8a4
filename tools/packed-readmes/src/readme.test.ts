import { describe, expect, it } from 'vitest';
import { firstExample, installedPackages } from './readme.ts';

const readme = `# x

\`\`\`sh
npm install @unified-sync/money zod@4
npm i -D msw
\`\`\`

\`\`\`ts
first();

second();
\`\`\`

\`\`\`ts
third();
\`\`\`
`;

describe('firstExample', () => {
  it('gives the first ts block, blank lines included', () => {
    expect(firstExample(readme)).toBe('first();\n\nsecond();\n');
  });

  it('gives nothing where there is no README or no ts block', () => {
    expect(firstExample('')).toBeUndefined();
    expect(firstExample('```js\nx();\n```\n')).toBeUndefined();
  });
});

describe('installedPackages', () => {
  it('gives the names of all install commands, without options and versions', () => {
    expect(installedPackages(readme)).toEqual(['@unified-sync/money', 'zod', 'msw']);
  });
});
