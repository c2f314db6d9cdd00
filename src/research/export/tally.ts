import type { DisclosureBrief } from '../../messaging/messages.ts';
import type { EntryStatus } from '../../records/entry.ts';
import type { EvidenceLevel } from '../../records/evidence.ts';
import type { CheckMatch } from '../check/match.ts';

/** How many rows and how many listed accounts a disclosure has in a result. */
export interface DisclosureTally {
  readonly disclosure: DisclosureBrief;
  readonly rows: number;
  readonly accounts: number;
}

/** What a result comes to, as it can be handed from a worker to its page. */
export interface TallyFacts {
  /** Listed accounts that the result names. */
  readonly accounts: number;
  /** By date, then by name. */
  readonly disclosures: readonly DisclosureTally[];
  /** Rows. */
  readonly evidence: ReadonlyMap<EvidenceLevel, number>;
  readonly status: ReadonlyMap<EntryStatus, number>;
}

/** Counts a result by disclosure, evidence and status, in memory that grows with the list and not with the result. */
export class ResultTally implements TallyFacts {
  readonly #disclosures = new Map<
    string,
    { brief: DisclosureBrief; rows: number; accounts: Set<string> }
  >();
  readonly #accounts = new Set<string>();
  readonly evidence = new Map<EvidenceLevel, number>();
  readonly status = new Map<EntryStatus, number>();

  /** Counts one match; `rows` where the same one was found in several. */
  add(match: CheckMatch, rows = 1): void {
    const { platform, listed, disclosures, evidence, status } = match;
    const account = `${platform} ${listed.handle?.toLowerCase() ?? ''} ${listed.id ?? ''}`;
    this.#accounts.add(account);
    this.evidence.set(evidence, (this.evidence.get(evidence) ?? 0) + rows);
    this.status.set(status, (this.status.get(status) ?? 0) + rows);
    for (const brief of disclosures) {
      const one = this.#disclosures.get(brief.id) ?? {
        brief,
        rows: 0,
        accounts: new Set<string>(),
      };
      one.rows += rows;
      one.accounts.add(account);
      this.#disclosures.set(brief.id, one);
    }
  }

  facts(): TallyFacts {
    const { accounts, disclosures, evidence, status } = this;
    return { accounts, disclosures, evidence, status };
  }

  get accounts(): number {
    return this.#accounts.size;
  }

  get disclosures(): DisclosureTally[] {
    return [...this.#disclosures.values()]
      .map(({ brief, rows, accounts }) => ({ disclosure: brief, rows, accounts: accounts.size }))
      .sort((a, b) =>
        compare(
          `${a.disclosure.date} ${a.disclosure.id}`,
          `${b.disclosure.date} ${b.disclosure.id}`,
        ),
      );
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
