import { keysOf, referenceKeys } from '../accounts/keys.ts';
import type { AccountReference } from '../accounts/reference.ts';
import { type BadgeModel, badgeModel } from '../badge/model.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { type Hidden, onHiddenChanged, readHidden } from '../store/hidden.ts';
import {
  type BadgeSize,
  DEFAULT_SETTINGS,
  onSettingsChanged,
  readSettings,
  type Settings,
} from '../store/settings.ts';
import { judge, type Verdict, verdictOf } from './judge.ts';

// Part of what is brought to a page only when a list may have one of its names.

/** What a badge is to say of an account. */
export interface Decision extends Verdict {
  readonly model: BadgeModel;
}

/** What the person chose that decides which badges there are and how large they are. */
export class BadgeChoices {
  #settings: Pick<Settings, 'badgeSize' | 'levelsHidden'> = DEFAULT_SETTINGS;
  /** As `x @name`. */
  #accounts: ReadonlySet<string> = new Set();
  #disclosures: ReadonlySet<string> = new Set();
  #following: Promise<void> | null = null;
  #listening = false;

  get badgeSize(): BadgeSize {
    return this.#settings.badgeSize;
  }

  /** Resolves when the choices are known; from then on calls `onChange` after each change of them. */
  follow(onChange: () => void): Promise<void> {
    this.#following ??= this.#follow(onChange).catch((error: unknown) => {
      // Whoever asks next tries again.
      this.#following = null;
      throw error;
    });
    return this.#following;
  }

  /**
   * What the badge of an account says; `hidden` where there would be one if the person had not chosen otherwise, and
   * null where there is none anyway: the entries are other accounts, or their disclosers withdrew them.
   */
  decide(reference: AccountReference, found: readonly FoundEntry[]): Decision | 'hidden' | null {
    const verdict = judge(reference, found);
    if (verdict === null || badgeModel(verdict.weighed) === null) return null;
    const left = this.#isAccountHidden(reference, verdict) ? null : this.#left(verdict);
    const model = left && badgeModel(left.weighed);
    return left && model ? { ...left, model } : 'hidden';
  }

  /** The verdict without what is hidden of it. It was weighed with all disclosures: they tell when the removal was. */
  #left({ weighed }: Verdict): Verdict | null {
    const seen = weighed.flatMap(({ found, evidence }) => {
      const disclosures = found.disclosures.filter(({ id }) => !this.#disclosures.has(id));
      return disclosures.length > 0 ? [{ evidence, found: { ...found, disclosures } }] : [];
    });
    const left = verdictOf(seen);
    return left && !this.#settings.levelsHidden.includes(left.evidence.level) ? left : null;
  }

  /** By any name or id of it that the page or a listed entry has: what was hidden by name may be met by its id. */
  #isAccountHidden(reference: AccountReference, { weighed }: Verdict): boolean {
    if (this.#accounts.size === 0) return false;
    const keys = [
      ...referenceKeys(reference),
      ...weighed.flatMap(({ found: { entry } }) => keysOf({ ...entry, earlierHandles: [] })),
    ];
    return keys.some((key) => this.#accounts.has(`${reference.platform} ${key}`));
  }

  async #follow(onChange: () => void): Promise<void> {
    if (!this.#listening) this.#listen(onChange);
    // Taken as they come: what is chosen after that must not be undone by what was stored before.
    await Promise.all([
      readSettings().then((settings) => {
        this.#settings = settings;
      }),
      readHidden().then((hidden) => this.#take(hidden)),
    ]);
  }

  #listen(onChange: () => void): void {
    this.#listening = true;
    onSettingsChanged((changed) => {
      const before = this.#settings;
      this.#settings = changed;
      // Most changes are of other things, and need no page to be read anew.
      if (asText(before) !== asText(changed)) onChange();
    });
    onHiddenChanged((changed) => {
      this.#take(changed);
      onChange();
    });
  }

  #take(hidden: readonly Hidden[]): void {
    this.#accounts = new Set(
      hidden.flatMap((one) => (one.kind === 'account' ? `${one.platform} ${one.key}` : [])),
    );
    this.#disclosures = new Set(hidden.flatMap((one) => (one.kind === 'disclosure' ? one.id : [])));
  }
}

const asText = ({ badgeSize, levelsHidden }: Pick<Settings, 'badgeSize' | 'levelsHidden'>) =>
  `${badgeSize} ${levelsHidden}`;
