import { catalogueWords } from '../../src/ui/wording-catalogue.ts';
import { ownPageWords } from '../../src/ui/wording-panel.ts';
import { researchWords } from '../../src/ui/wording-research.ts';

/** Our own pages that popup and panel lead to, beside the options. Another one is one more line. */
export const OWN_PAGES = [
  { path: '/look-up.html', name: ownPageWords.lookUp },
  { path: '/catalogue.html', name: catalogueWords.open },
  { path: '/research.html', name: researchWords.open },
] as const;

/** The way to them. */
export function OwnPageLinks({ onOptions }: { readonly onOptions: () => void }) {
  return (
    <ul class="own-pages">
      {OWN_PAGES.map(({ path, name }) => (
        <li key={path}>
          <a href={path} target="_blank" rel="noopener">
            {name}
          </a>
        </li>
      ))}
      <li>
        <button type="button" class="link-button" onClick={onOptions}>
          {ownPageWords.options}
        </button>
      </li>
    </ul>
  );
}
