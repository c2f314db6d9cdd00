import type { PlatformId } from '../../src/accounts/platforms.ts';
import { accountAt } from '../../src/readers/core/registry.ts';
import '../../src/readers/core/all.ts';

/**
 * Whom an address names, as the tests of readers write it: a handle as it stands there, an id as `#id`, null for nobody;
 * with the platform before it where that is another one.
 */
export const accountsOn =
  (platform: PlatformId) =>
  (address: string): string | null => {
    const account = accountAt(new URL(address));
    if (account === null) return null;
    const name = account.id === null ? account.handle : `#${account.id}`;
    return account.site.platform === platform ? name : `${account.site.platform} ${name}`;
  };
