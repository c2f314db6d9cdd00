import type { Plugin } from 'vite';

/**
 * Takes out of Preact what puts markup into a page (`dangerouslySetInnerHTML`): nothing of ours uses it, and what is not
 * there can't be reached. Reviewers of the browsers' stores look for it as well.
 */
export function textForMarkup(): Plugin {
  return {
    name: 'text-for-markup',
    transform(code, id) {
      if (!/node_modules\/preact\/dist\//.test(id) || !code.includes('.innerHTML')) return;
      return { code: code.replace(/\.innerHTML\s*=(?!=)/g, '.textContent='), map: null };
    },
  };
}
