import path from 'node:path';
import { build } from 'esbuild';
import { SITES } from '../readers/index.ts';
import { inRoot } from './root.ts';

/** A script of the package, as WXT takes it. */
export interface SiteBundle {
  /** Path in the package: `sites/x.js`. */
  readonly relativeDest: string;
  readonly contents: string;
}

/**
 * Each site's reader as a script of its own, which offers it to the content script: a page is given its own site's,
 * and others' when it links to them. Not WXT's entrypoints, of which each would have to be a file beside the reader's.
 */
export async function siteBundles(): Promise<SiteBundle[]> {
  return Promise.all(
    SITES.map(async ({ id }) => {
      const { outputFiles } = await build({
        stdin: {
          contents: `import { offerSite } from './core/offered.ts';
            import { ${id} } from './${id}.ts';
            offerSite(${id});`,
          resolveDir: path.dirname(inRoot('src/readers/index.ts')),
          loader: 'ts',
        },
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        charset: 'ascii',
        write: false,
      });
      return { relativeDest: `sites/${id}.js`, contents: outputFiles[0]?.text ?? '' };
    }),
  );
}
