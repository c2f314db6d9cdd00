import { ownPageWords } from '../../src/ui/wording-panel.ts';

/** Our own pages that popup and panel lead to, beside the options. Another one is one more line. */
export const OWN_PAGES = [{ path: '/look-up.html', name: ownPageWords.lookUp }] as const;

export type OwnPagePath = (typeof OWN_PAGES)[number]['path'];

/** The way to them. */
export function OwnPageLinks(props: {
  readonly onOpen: (path: OwnPagePath) => void;
  readonly onOptions: () => void;
}) {
  return (
    <ul class="own-pages">
      {OWN_PAGES.map(({ path, name }) => (
        <li key={path}>
          <button type="button" class="link-button" onClick={() => props.onOpen(path)}>
            {name}
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="link-button" onClick={props.onOptions}>
          {ownPageWords.options}
        </button>
      </li>
    </ul>
  );
}
