import { bareName } from '../../accounts/handles.ts';
import { isHashedIdentifier, isRoundedId, normalId } from '../../accounts/ids.ts';
import { type AccountKey, handleKey, idKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { TimeSpan } from '../../accounts/time.ts';
import { nameIn } from './cell-text.ts';
import { addressIn, idIn, isHostAlone, platformOf, platformOfName } from './cells.ts';
import { platformOfId } from './columns.ts';

/** Why a row gave nothing to check. */
export const SKIP_REASONS = [
  /** The cells are empty. */
  'empty',
  /** A hash in place of the name: nothing can be compared with it. */
  'hashed',
  /** An address that is no account's. */
  'other-address',
  /** Text that is no name on the platform. */
  'not-a-name',
  /** An id, and nothing says on which platform. */
  'no-platform',
  /** An id that lost its last digits, and no name beside it. */
  'rounded-id',
  /** A row that can't be read as the others. */
  'unreadable',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What told the platform. `any`: nothing did, so the name was looked up on each. */
export type PlatformBasis = 'given' | 'address' | 'column' | 'headers' | 'form' | 'any';

/** The account of a row, as far as the row says. */
export interface RowAccount {
  readonly platform: PlatformId;
  readonly platformBasis: PlatformBasis;
  readonly handle: string | null;
  readonly id: string | null;
  readonly keys: readonly AccountKey[];
  /** When the name stood so, where an archive's address says it (ms, Unix epoch, UTC). */
  readonly seenAt: number | null;
  /** When the account was created, where it was found in a page that says so. */
  readonly created?: TimeSpan | null;
}

/** The cells of a row that count. */
export interface RowCells {
  readonly account: string;
  readonly id: string;
  readonly platform: string;
}

export interface Identified {
  /** The accounts that it may be: several where nothing tells the platform. */
  readonly accounts: readonly RowAccount[];
  readonly hasRoundedId: boolean;
}

/** A number of so many digits is no name that anybody chose. */
const LONG_NUMBER = /^\d{12,19}$/;

/** Reads rows of one table. */
export class RowIdentifier {
  readonly #fixed: { readonly platform: PlatformId; readonly basis: PlatformBasis } | null;
  readonly #isRoundedColumn: boolean;
  readonly #anyOf: readonly PlatformId[];

  /**
   * @param fixed The platform of all rows, where it was given or the headers tell it.
   * @param anyOf The platforms on which names are looked up where nothing tells it.
   */
  constructor(
    fixed: { readonly platform: PlatformId; readonly basis: 'given' | 'headers' } | null,
    isRoundedColumn: boolean,
    anyOf: readonly PlatformId[],
  ) {
    this.#fixed = fixed;
    this.#isRoundedColumn = isRoundedColumn;
    this.#anyOf = anyOf;
  }

  /** The account of a row, or why there is none. */
  identify(raw: RowCells): Identified | SkipReason {
    const cells = { ...raw, account: nameIn(raw.account) };
    const idCell = cells.id === '' ? '' : bareName(cells.id);
    if (isHashed(cells.account) || (cells.account === '' && isHashed(idCell))) return 'hashed';
    const { id, isRounded } = idIn(isHashed(idCell) ? '' : idCell, this.#isRoundedColumn);
    const told = this.#told(cells.platform);
    const account = this.#account(cells.account, told, id);
    if (typeof account !== 'string') return { accounts: account, hasRoundedId: isRounded };
    // The cell holds no name: the id alone has to do.
    if (id === null) return account === 'empty' && isRounded ? 'rounded-id' : account;
    const platform = told?.platform ?? platformOfId(id);
    if (platform === null) return 'no-platform';
    const key = idKey(platform, id);
    if (key === null) return account === 'empty' ? 'not-a-name' : account;
    const basis = told?.basis ?? 'form';
    const byId = { platform, platformBasis: basis, handle: null, id: key.slice(1), keys: [key] };
    return { accounts: [{ ...byId, seenAt: null }], hasRoundedId: isRounded };
  }

  #told(platformCell: string): { platform: PlatformId; basis: PlatformBasis } | null {
    const inColumn = platformCell === '' ? null : platformOf(platformCell);
    return inColumn === null ? this.#fixed : { platform: inColumn, basis: 'column' };
  }

  #account(
    cell: string,
    told: { platform: PlatformId; basis: PlatformBasis } | null,
    id: string | null,
  ): readonly RowAccount[] | SkipReason {
    const text = bareName(cell);
    if (text === '') return 'empty';
    const address = addressIn(text);
    if (address?.kind === 'account') {
      const { site, handle, id: ownId, capturedAt } = address.account;
      const { platform } = site;
      // `john.smith` is a name to Facebook and a host to nobody who told the platform.
      if (!told || told.platform === platform || !isHostAlone(text)) {
        const beside = told?.platform === platform ? id : null;
        return [accountOf(platform, 'address', handle, ownId ?? beside, capturedAt)];
      }
    }
    if (address?.kind === 'other' && !isHostAlone(text)) return 'other-address';
    if (told) return oneOn(told.platform, told.basis, text, id);
    const byForm = platformOfName(cell);
    if (byForm !== null) return oneOn(byForm, 'form', cell, id);
    if (LONG_NUMBER.test(text)) return 'no-platform';
    const byId = platformOfId(text);
    if (byId !== null) return oneOn(byId, 'form', text, id);
    const accounts = this.#anyOf
      .map((platform) => accountOf(platform, 'any', text, null, null))
      .filter(({ keys }) => keys.length > 0);
    return accounts.length > 0 ? accounts : 'not-a-name';
  }
}

function oneOn(
  platform: PlatformId,
  basis: PlatformBasis,
  text: string,
  id: string | null,
): readonly RowAccount[] | SkipReason {
  // An id in the place of a name, as in lists that have both.
  const asId =
    LONG_NUMBER.test(text) || platformOfId(text) === platform ? normalId(platform, text) : null;
  if (asId !== null) return [accountOf(platform, basis, null, asId, null)];
  const account = accountOf(platform, basis, text, id, null);
  // `5e12` may be somebody's name; eighteen digits that end in zeros are nobody's.
  const isName = account.handle !== null && !(LONG_NUMBER.test(text) && isRoundedId(text));
  if (isName) return [account];
  if (!idIn(text, false).isRounded) return 'not-a-name';
  return id === null ? 'rounded-id' : [accountOf(platform, basis, null, id, null)];
}

function accountOf(
  platform: PlatformId,
  platformBasis: PlatformBasis,
  handle: string | null,
  id: string | null,
  seenAt: number | null,
): RowAccount {
  const byHandle = handle === null ? null : handleKey(platform, handle);
  const byId = id === null ? null : idKey(platform, id);
  return {
    platform,
    platformBasis,
    handle: byHandle === null ? null : handle,
    id: byId === null ? null : byId.slice(1),
    keys: [byHandle, byId].filter((key) => key !== null),
    seenAt,
  };
}

function isHashed(text: string): boolean {
  return text.length > 38 && isHashedIdentifier(text);
}
