import type { AccountEntry, EntryStatus, StatusEvent } from '../../records/entry.ts';
import type { Evidence, EvidenceLevel } from '../../records/evidence.ts';
import { statusOf } from '../../records/status.ts';
import { t } from '../../ui/language/message.ts';
import { Mark, Prose, SourceLine, Unconfirmed } from '../../ui/parts.tsx';
import type { SymbolName } from '../../ui/symbols.ts';
import { dateText, evidenceText, levelText, statusText } from '../../ui/wording.ts';

const STATUS_SYMBOLS: Readonly<Record<EntryStatus, SymbolName>> = {
  listed: 'named',
  reinstated: 'reinstated',
  delisted: 'delisted',
  disputed: 'disputed',
  reattributed: 'reattributed',
};

/** What became of the account, the newest event first and largest: an entry's own status outranks its disclosure. */
export function Status({ entry }: { entry: AccountEntry }) {
  const [newest, ...earlier] = [...entry.history].reverse();
  if (newest === undefined) return null;
  return (
    <div class="status">
      <p class="status-word">
        <Mark name={STATUS_SYMBOLS[statusOf(entry)]} /> <strong>{statusText(newest.status)}</strong>
        <EventDate event={newest} />
      </p>
      <p dir="auto">
        <EventText event={newest} />
      </p>
      {earlier.length > 0 && (
        <ul>
          {earlier.map((event, index) => (
            <li key={index}>
              {t('card.earlierStatus')}: {statusText(event.status).toLowerCase()}
              <EventDate event={event} />. <EventText event={event} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function EventDate({ event }: { event: StatusEvent }) {
  return event.date === null ? null : t('comma') + dateText(event.date);
}

function EventText({ event }: { event: StatusEvent }) {
  return (
    <>
      <Prose>{event.summary}</Prose>
      {event.source !== null && (
        <span class="cite">
          {' '}
          <SourceLine source={event.source} />
        </span>
      )}
      {!event.confirmed && (
        <>
          {' '}
          <Unconfirmed />
        </>
      )}
    </>
  );
}

const LEVEL_SYMBOLS: Readonly<Record<EvidenceLevel, SymbolName>> = {
  'same-account': 'same',
  'same-name-in-time': 'in-time',
  'same-name': 'name-only',
  'different-account': 'different',
};

/** How well the account on the page matches the entry, and what that leaves open. */
export function Match({ evidence }: { evidence: Evidence }) {
  return (
    <p class="match">
      <Mark name={LEVEL_SYMBOLS[evidence.level]} /> <strong>{levelText(evidence.level)}.</strong>{' '}
      {evidenceText(evidence)}
    </p>
  );
}
