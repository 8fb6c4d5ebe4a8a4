import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { relativeLinks } from './relative-links.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('relativeLinks', () => {
  it('gives files, without headings, addresses and code', () => {
    const text =
      'A [file](a/b.md), [part](c.md#x), [`code`](d), [site](https://x.test), [here](#y), `[no](e)`';
    expect(relativeLinks(`${text}\n\`\`\`ts\nf[0](g)\n\`\`\`\n`)).toEqual(['a/b.md', 'c.md', 'd']);
  });
});

describe('our Markdown', () => {
  const files = globSync(['*.md', 'docs/**/*.md', '{packages,apps,tools}/*/*.md'], { cwd: root });

  it('is found at all', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']));
  });

  it.each(files)('%s leads to files that exist', (file) => {
    const broken = relativeLinks(readFileSync(join(root, file), 'utf8')).filter(
      (target) => !existsSync(join(root, dirname(file), target)),
    );
    expect(broken).toEqual([]);
  });
});
