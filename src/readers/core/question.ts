import { trimInvisible } from '../../accounts/handles.ts';
import { type AccountKey, referenceKeys } from '../../accounts/keys.ts';
import { PLATFORM_IDS, type PlatformId } from '../../accounts/platforms.ts';
import { accountAt } from './registry.ts';
import { parsed } from './unwrap.ts';

/** What a person asks the lists for, on one platform. */
export interface Asked {
  readonly platform: PlatformId;
  readonly handle: string | null;
  readonly id: string | null;
  readonly keys: readonly AccountKey[];
}

/** What was asked, as far as it can be understood. */
export type Question =
  | { readonly kind: 'nothing' }
  /** An address says which platform it is. */
  | { readonly kind: 'address'; readonly asked: readonly [Asked] }
  /** An address that leads to no account that a reader knows; it may still be what Mastodon has as an id. */
  | { readonly kind: 'other-address'; readonly asked: readonly Asked[] }
  /** A name or an id: on every platform that has such ones. Empty where none has. */
  | { readonly kind: 'name'; readonly asked: readonly Asked[] };

/** No name, id or address of an account is longer; what is, was selected by mistake. */
const LONGEST = 2000;

/**
 * Understands what a person typed, selected or clicked: the address of an account or of a post (also an archive's, or
 * without `https://`), a handle in any spelling, or a permanent id. Needs all readers (readers/core/all.ts).
 */
export function questionOf(text: string): Question {
  const bare = trimInvisible(text);
  if (bare === '') return { kind: 'nothing' };
  if (bare.length > LONGEST) return { kind: 'name', asked: [] };
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(bare);
  if (hasScheme || /^[^\s@]+\.[^\s]+$/.test(bare)) {
    const account = accountOf(hasScheme ? bare : `https://${bare}`);
    if (account) return { kind: 'address', asked: [account] };
    if (hasScheme) return { kind: 'other-address', asked: everywhere(bare) };
  }
  return { kind: 'name', asked: everywhere(bare) };
}

function accountOf(address: string): Asked | null {
  const url = parsed(address);
  const account = url && accountAt(url);
  if (!account) return null;
  const { handle, id } = account;
  const { platform } = account.site;
  const keys = referenceKeys({ platform, handle, id });
  return keys.length === 0 ? null : { platform, handle, id, keys };
}

function everywhere(text: string): Asked[] {
  return PLATFORM_IDS.flatMap((platform) => {
    const byHandle = referenceKeys({ platform, handle: text, id: null });
    const byId = referenceKeys({ platform, handle: null, id: text });
    const keys = [...byHandle, ...byId];
    if (keys.length === 0) return [];
    return {
      platform,
      handle: byHandle.length > 0 ? text : null,
      id: byId.length > 0 ? text : null,
      keys,
    };
  });
}
