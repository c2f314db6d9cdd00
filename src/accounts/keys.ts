import type { PlatformId } from './platforms.ts';

declare const brand: unique symbol;

/**
 * What a list is looked up by, within one platform: `@` and the normal form of a handle, or `#` and
 * a permanent id. The marks keep the handle `12345` apart from the id 12345.
 */
export type AccountKey = string & { readonly [brand]: 'AccountKey' };
