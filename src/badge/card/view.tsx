import type { ComponentChildren } from 'preact';
import type { AccountReference } from '../../accounts/reference.ts';
import type { CardAnswer } from '../../messaging/messages.ts';
import { type Evidence, removalOf, weigh } from '../../records/evidence.ts';
import { t } from '../../ui/language/message.ts';
import { Prose } from '../../ui/parts.tsx';
import { accountName, cardWords } from '../../ui/wording.ts';
import { Claim } from './claim.tsx';
import { Citations, ListLine } from './foot.tsx';
import { HideBadges, type Hiding } from './hide.tsx';
import { Match, Status } from './status.tsx';
import { marksAnything } from './unsure.ts';

type CardRecord = CardAnswer['records'][number];

export interface CardProps {
  readonly data: CardAnswer;
  readonly reference: AccountReference;
  readonly now: number;
  /** Id of the heading that names the dialog. */
  readonly titleId: string;
  readonly onClose: () => void;
  /** Puts text on the clipboard; false when the browser did not allow it. */
  readonly copy: (text: string) => Promise<boolean>;
  readonly hiding: Hiding;
  /** Shows everything about a disclosure, by its id. */
  readonly onDisclosure: (id: string) => void;
}

/** All that is known of one account, for the person who opened its badge. */
export function Card(props: CardProps) {
  const { data, reference, now, titleId, onClose, copy, hiding, onDisclosure } = props;
  const records = ofAccount(data.records, reference);
  const several = records.length > 1;
  return (
    <>
      <button type="button" class="close" aria-label={t('card.close')} onClick={onClose}>
        <svg class="symbol" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 2l8 8M10 2l-8 8" />
        </svg>
      </button>
      {records.map((record, index) => (
        <Record
          key={`${record.list.id} ${index}`}
          record={record}
          match={<Match evidence={evidenceOf(record, reference)} />}
          titleId={index === 0 ? titleId : null}
          listShown={several}
          now={now}
          onDisclosure={onDisclosure}
        />
      ))}
      {records.length === 0 ? (
        <h2 class="headline" id={titleId}>
          {t('card.gone')}
        </h2>
      ) : (
        <footer class="foot">
          <Citations records={records} now={now} copy={copy} />
          <HideBadges records={records} reference={reference} now={now} hiding={hiding} />
          {marksAnything(records) && <p class="small quiet">{t('card.unconfirmedMeaning')}</p>}
        </footer>
      )}
      <p class="caution">{t('caution')}</p>
    </>
  );
}

/**
 * Whom the badge is of: of one name there are often several accounts, and what is said of another one that the page
 * shows not to be it has no place beside it. All, where the page has learned meanwhile that it is none of them.
 */
function ofAccount(
  records: CardAnswer['records'],
  reference: AccountReference,
): CardAnswer['records'] {
  const its = records.filter(
    (record) => evidenceOf(record, reference).level !== 'different-account',
  );
  return its.length > 0 ? its : records;
}

function evidenceOf({ entry, disclosures }: CardRecord, reference: AccountReference): Evidence {
  const dates = disclosures.map((disclosure) => disclosure.date);
  return weigh(reference, entry, removalOf(entry, dates));
}

/** What one list says of one account; `match` says how well it is the account that was meant. */
export function Record(props: {
  record: CardRecord;
  match: ComponentChildren;
  titleId: string | null;
  listShown: boolean;
  now: number;
  onDisclosure: (id: string) => void;
}) {
  const { record, titleId } = props;
  const { entry, disclosures, list } = record;
  return (
    <section class="record">
      {props.listShown && <p class="list-name">{t('card.inList', list.name)}</p>}
      <header>
        <p class="kicker">{cardWords.place(entry.kind, entry.platform)}</p>
        <h2 class="account" {...(titleId === null ? {} : { id: titleId })}>
          <bdi>{accountName(entry)}</bdi>
          {entry.handle !== null && entry.displayName !== null && (
            <span class="display-name">
              {' '}
              <bdi>{entry.displayName}</bdi>
            </span>
          )}
        </h2>
        {entry.earlierHandles.length > 0 && (
          <p class="small quiet">
            {t('card.formerly')}{' '}
            {entry.earlierHandles.map((handle, index) => (
              <>
                {index > 0 && ', '}
                <bdi>{handle}</bdi>
              </>
            ))}
          </p>
        )}
      </header>
      <Status entry={entry} />
      {props.match}
      {disclosures.map((disclosure, index) => (
        <Claim
          key={disclosure.id}
          disclosure={disclosure}
          entry={entry}
          onOpen={() => props.onDisclosure(disclosure.id)}
          ownDisputes={index === 0 ? entry.disputes : []}
          namesKnown={record.namesKnown[disclosure.id] ?? 0}
        />
      ))}
      {entry.note !== null && (
        <p class="small quiet">
          {t('card.note')}: <Prose>{entry.note}</Prose>
        </p>
      )}
      <ListLine record={record} now={props.now} />
    </section>
  );
}
