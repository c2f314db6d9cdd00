import { useState } from 'preact/hooks';
import { keysOf, referenceKeys } from '../../accounts/keys.ts';
import type { AccountReference } from '../../accounts/reference.ts';
import type { CardAnswer } from '../../messaging/messages.ts';
import { type Hidden, hiddenKey } from '../../store/hidden.ts';
import { t } from '../../ui/language/message.ts';
import { accountName, accountText } from '../../ui/wording.ts';
import { hiddenWords } from '../../ui/wording-hidden.ts';

/** How a card has badges hidden, and shown again. Each rejects where the browser can't remember it. */
export interface Hiding {
  hide(hidden: Hidden): Promise<void>;
  unhide(hidden: Hidden): Promise<void>;
}

/** Something that can be hidden, and what its button says before and after. */
interface Offer {
  readonly hidden: Hidden;
  readonly words: string;
  readonly undo: string;
  readonly done: string;
}

/** Buttons that hide badges, each of which then takes that back. Nothing is sent anywhere. */
export function HideBadges(props: {
  records: CardAnswer['records'];
  reference: AccountReference;
  now: number;
  hiding: Hiding;
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [said, say] = useState('');
  const press = async (offer: Offer) => {
    const key = hiddenKey(offer.hidden);
    const isHidden = hidden.has(key);
    try {
      await (isHidden ? props.hiding.unhide(offer.hidden) : props.hiding.hide(offer.hidden));
    } catch {
      say(t('hidden.failed'));
      return;
    }
    // Another one may have been pressed while the browser wrote this one down.
    setHidden((now) => new Set(isHidden ? [...now].filter((one) => one !== key) : [...now, key]));
    say(isHidden ? t('hidden.shownAgain') : offer.done);
  };
  return (
    <fieldset class="citations">
      <legend>{t('hidden.title')}</legend>
      {offersOf(props).map((offer) => (
        <button
          key={hiddenKey(offer.hidden)}
          type="button"
          class="button small"
          onClick={() => press(offer)}
        >
          {hidden.has(hiddenKey(offer.hidden)) ? offer.undo : offer.words}
        </button>
      ))}
      <span class="small quiet" role="status">
        {said}
      </span>
    </fieldset>
  );
}

function offersOf({
  records,
  reference,
  now,
}: {
  records: CardAnswer['records'];
  reference: AccountReference;
  now: number;
}): Offer[] {
  const offers: Offer[] = [];
  const entry = records[0]?.entry;
  const { platform, handle } = reference;
  const key = referenceKeys(reference)[0] ?? (entry && keysOf(entry)[0]);
  if (key !== undefined) {
    const name =
      handle !== null ? accountText(platform, handle) : entry ? accountName(entry) : key.slice(1);
    offers.push({
      hidden: { kind: 'account', platform, key, name, since: now },
      words: t('hidden.forAccount'),
      undo: t('hidden.undoAccount'),
      done: t('hidden.accountHidden'),
    });
  }
  const disclosures = new Map(
    records.flatMap((record) => record.disclosures.map((each) => [each.id, each] as const)),
  );
  for (const { id, title, date, disclosedBy } of disclosures.values()) {
    offers.push({
      hidden: { kind: 'disclosure', id, name: title, since: now },
      words: hiddenWords.ofDisclosure(disclosedBy.shortName, date),
      undo: hiddenWords.undoDisclosure(disclosedBy.shortName, date),
      done: t('hidden.disclosureHidden'),
    });
  }
  return offers;
}
