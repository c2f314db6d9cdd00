import type { AccountReference, Role } from '../../accounts/reference.ts';
import type { LinkedAccount } from './page-context.ts';
import type { AttributeSource } from './site.ts';

/** Whom a page names, as far as it takes to ask the lists. */
export type NamedAccount = Pick<AccountReference, 'platform' | 'handle' | 'id'>;

/** How an occurrence was found; what else is asked of it depends on that (circumstances.ts). */
export type Origin =
  | { readonly kind: 'link'; readonly account: LinkedAccount }
  | { readonly kind: 'attribute'; readonly source: AttributeSource }
  | { readonly kind: 'text'; readonly role: Role; readonly anchor: Element | null }
  | { readonly kind: 'embed'; readonly author: LinkedAccount };

/** One occurrence of one account in a page. Almost every one ends at a list's filter, which takes only who is named. */
export interface Occurrence {
  readonly named: NamedAccount;
  readonly element: Element;
  readonly origin: Origin;
}
