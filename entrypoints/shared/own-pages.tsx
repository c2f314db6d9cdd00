import { t } from '../../src/ui/language/message.ts';

/** Our own pages that popup and panel lead to, beside the options. Another one is one more line. */
const OWN_PAGES = [
  { path: '/look-up.html', name: t('lookUp.heading') },
  { path: '/catalogue.html', name: t('catalogue.open') },
  { path: '/research.html', name: t('research.open') },
  { path: '/journal.html', name: t('journal.open') },
  { path: '/welcome.html', name: t('welcome.open') },
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
          {t('popup.options')}
        </button>
      </li>
    </ul>
  );
}
