import { spelledHandle } from '../../accounts/handles.ts';
import { handleKey, idKey } from '../../accounts/keys.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { ImportFormat } from '../../records/published-file.ts';
import {
  type ClaimedCount,
  type ImportedFile,
  type ImportReport,
  LineRanges,
  MOST_TOLD,
  type NamedAccount,
  type RowMeaning,
  UnreadRows,
} from './report.ts';
import type { TablePlan } from './table-rows.ts';

type Gathered = NamedAccount & { readonly line: number };

/** Gathers what rows mean into accounts, each once, and a count of every kind. */
export class Gathering {
  readonly #byIdentity = new Map<string, Gathered>();
  /** Every name that an account has, as platform and key. */
  readonly #names = new Set<string>();
  readonly #lines: Record<RowMeaning['is'], LineRanges> = {
    accounts: new LineRanges(),
    hashed: new LineRanges(),
    count: new LineRanges(),
    domain: new LineRanges(),
    post: new LineRanges(),
    email: new LineRanges(),
    'other-address': new LineRanges(),
    prose: new LineRanges(),
    blank: new LineRanges(),
    unreadable: new LineRanges(),
  };
  readonly #unreadable = new UnreadRows();
  readonly #leftOut = new UnreadRows();
  readonly #claimed: ClaimedCount[] = [];
  #duplicates = 0;

  add(line: number, meaning: RowMeaning): void {
    if (meaning.is === 'accounts') {
      const isNew = meaning.accounts.map((account) => this.#take(account, line));
      if (isNew.every((one) => one === null)) {
        const reason = 'No account can be told from the row.';
        this.#lines.unreadable.add(line);
        this.#unreadable.add(line, { why: 'not-a-name', reason });
        return;
      }
      for (const unread of meaning.leftOut ?? []) this.#leftOut.add(line, unread);
      if (!isNew.some(Boolean)) this.#duplicates++;
    }
    if (meaning.is === 'unreadable') this.#unreadable.add(line, meaning);
    this.#lines[meaning.is].add(line);
    if (meaning.is === 'count' && this.#claimed.length < MOST_TOLD) {
      this.#claimed.push({ of: meaning.of, number: meaning.number, line });
    }
  }

  /** Whether the account was not there before; null where it has neither name nor id. */
  #take(account: NamedAccount, line: number): boolean | null {
    const { platform, handle, id } = account;
    const name = handle === null ? null : handleKey(platform, handle);
    const exact = id === null ? null : idKey(platform, id);
    if (name === null && exact === null) return null;
    const spelled = handle === null ? null : spelledHandle(platform, handle);
    const identity = `${platform} ${name ?? ''} ${exact ?? ''}`;
    if (this.#byIdentity.has(identity)) return false;
    if (name !== null) {
      const known = `${platform} ${name}`;
      if (this.#names.has(known)) {
        // A name without an id is whoever had that name; an id that comes later belongs to it.
        if (exact === null) return false;
        const without = `${known} `;
        const before = this.#byIdentity.get(without);
        if (before) {
          this.#byIdentity.delete(without);
          this.#byIdentity.set(identity, { ...before, ...said(account), handle: spelled });
          return false;
        }
      } else {
        this.#names.add(known);
      }
    }
    this.#byIdentity.set(identity, { ...account, handle: spelled, line });
    return true;
  }

  /** Everything that was added. @param plan What a table had to assume. */
  result(
    format: ImportFormat,
    plan?: Pick<TablePlan, 'assumed' | 'roundedIds'> &
      Partial<Pick<ImportReport, 'columns' | 'headerLine'>>,
    headers: readonly string[] = [],
  ): ImportedFile {
    const accounts = [...this.#byIdentity.values()];
    const lines = this.#lines;
    const assumedPlatform = plan?.assumed() ?? null;
    const byPlatform: Partial<Record<PlatformId, number>> = {};
    for (const { platform } of accounts) byPlatform[platform] = (byPlatform[platform] ?? 0) + 1;
    const unnamed = accounts.filter(({ handle }) => handle === null).length;
    const report: ImportReport = {
      format,
      disclosure: null,
      platformAssumed: assumedPlatform !== null,
      assumedPlatform,
      columns: plan?.columns ?? null,
      headerLine: plan?.headerLine ?? null,
      rows: Object.values(lines).reduce((sum, { count }) => sum + count, 0),
      accounts: accounts.length,
      names: this.#names.size + unnamed,
      byPlatform,
      withId: accounts.filter(({ id }) => id !== null).length,
      roundedIds: plan?.roundedIds() ?? 0,
      accountRows: lines.accounts.count,
      duplicates: this.#duplicates,
      hashed: lines.hashed.count,
      counts: lines.count.count,
      domains: lines.domain.count,
      posts: lines.post.count,
      emails: lines.email.count,
      otherAddresses: lines['other-address'].count,
      prose: lines.prose.count,
      blank: lines.blank.count,
      unreadableRows: this.#unreadable.count,
      unreadableBy: this.#unreadable.by,
      unreadable: this.#unreadable.told,
      leftOutNames: this.#leftOut.count,
      leftOut: this.#leftOut.told,
      claimed: this.#claimed,
      lines: Object.fromEntries(
        Object.entries(lines)
          .filter(([, { count }]) => count > 0)
          .map(([kind, numbers]) => [kind, String(numbers)]),
      ),
    };
    return { report, headers, accounts };
  }
}

/** What an account's row says of it, without what it leaves open. */
function said(account: NamedAccount): Partial<NamedAccount> {
  return Object.fromEntries(Object.entries(account).filter(([, value]) => value != null));
}
