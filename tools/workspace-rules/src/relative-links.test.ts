import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { relativeLinks } from './relative-links.ts';
import { workspaceRoot } from './workspaces.ts';

describe('relativeLinks', () => {
  it('gives files, without headings, addresses and code', () => {
    const text =
      'A [file](a/b.md), [part](c.md#x), [`code`](d), [site](https://x.test), [here](#y), `[no](e)`';
    expect(relativeLinks(`${text}\n\`\`\`ts\nf[0](g)\n\`\`\`\n`)).toEqual(['a/b.md', 'c.md', 'd']);
  });
});

describe('our Markdown', () => {
  const files = globSync(['*.md', 'docs/**/*.md', '{packages,apps,tools}/*/*.md'], { cwd: workspaceRoot });

  it('is found at all', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']));
  });

  it.each(files)('%s leads to files that exist', (file) => {
    const broken = relativeLinks(readFileSync(join(workspaceRoot, file), 'utf8')).filter(
      (target) => !existsSync(join(workspaceRoot, dirname(file), target)),
    );
    expect(broken).toEqual([]);
  });
});
