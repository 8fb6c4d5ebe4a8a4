import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    'node/bin': 'src/node/bin.ts',
    'testing/index': 'src/testing/index.ts',
  },
  format: 'esm',
  target: 'es2024',
  sourcemap: true,
  clean: true,
});
