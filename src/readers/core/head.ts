import { normalHandle } from '../../accounts/handles.ts';
import type { LinkedAccount, PageContext } from './page-context.ts';
import { accountAt } from './registry.ts';
import type { FoundName } from './site.ts';

/**
 * The account a profile's page is about, at the text that shows its name; null where the text can be
 * another's. While a single-page site turns from one profile to the next, the new address stands over
 * the old name, and the old page may well link to the new account: the text must be the handle itself,
 * or one of the profile's own tabs stand beside it, or the page call itself that profile's.
 */
export function nameInHead(
  page: PageContext,
  head: Element,
  read: (link: Element) => LinkedAccount | null,
): FoundName | null {
  const account = accountAt(page.original, page.home);
  if (account?.site !== page.site || (account?.says !== 'account' && account?.says !== 'part')) {
    return null;
  }
  const text = head.textContent?.trim() ?? '';
  if (text === '') return null;
  if (!isHandle(account, text)) {
    // Apps that keep the screens of profiles left behind show other handles here.
    const another = /^[^\p{L}\p{N}]?[@＠]/u.test(text);
    if (another || !isConfirmed(account, head, read)) return null;
  }
  return {
    handle: account.handle,
    id: account.id,
    element: head,
    anchor: innermost(head, text),
    role: 'profile',
  };
}

function isHandle({ site, handle }: LinkedAccount, text: string): boolean {
  return (
    handle !== null && normalHandle(site.platform, text) === normalHandle(site.platform, handle)
  );
}

function isConfirmed(
  account: LinkedAccount,
  head: Element,
  read: (link: Element) => LinkedAccount | null,
): boolean {
  const canonical = head.ownerDocument.querySelector('link[rel="canonical"][href]');
  const itself = canonical && read(canonical);
  if (itself && isSame(account, itself)) return true;
  const around = head.closest('main, [role="main"], body');
  for (const link of around?.querySelectorAll('a[href]') ?? []) {
    const other = read(link);
    if (other?.says === 'part' && isSame(account, other)) return true;
  }
  return false;
}

function isSame(one: LinkedAccount, other: LinkedAccount): boolean {
  if (one.site !== other.site) return false;
  if (one.handle === null || other.handle === null) return one.id !== null && one.id === other.id;
  return isHandle(one, other.handle);
}

/** The innermost element with all of the text, so that a badge stands in the name's line. */
function innermost(element: Element, text: string): Element {
  for (const child of element.children) {
    if (child.textContent?.trim() === text) return innermost(child, text);
  }
  return element;
}
