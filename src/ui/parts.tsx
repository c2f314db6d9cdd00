import type { ComponentChildren } from 'preact';
import { isEvidenceUrl } from '../records/link.ts';
import type { Source } from '../records/source.ts';
import { t } from './language/message.ts';
import { SYMBOLS, type SymbolName } from './symbols.ts';
import { cardWords, dateText } from './wording.ts';

/** A state's mark. Its meaning always stands beside it in words, so it is hidden from screen readers. */
export function Mark({ name }: { name: SymbolName }) {
  return (
    <svg class="symbol" viewBox="0 0 12 12" aria-hidden="true">
      <path d={SYMBOLS[name]} />
    </svg>
  );
}

/** A link out to evidence. An address that may not be a link is left as the text alone. */
export function EvidenceLink(props: { url: string; label?: string; children: ComponentChildren }) {
  if (!isEvidenceUrl(props.url)) return <>{props.children}</>;
  return (
    <a href={props.url} target="_blank" rel="noreferrer noopener" aria-label={props.label}>
      {props.children}
    </a>
  );
}

/** Where something was read: title, publisher, date, and the archived copy beside the original. */
export function SourceLine({ source }: { source: Source }) {
  const title = <Prose>{source.title}</Prose>;
  const rest = [source.publisher, source.date === null ? null : dateText(source.date)].filter(
    (part) => part !== null,
  );
  return (
    <>
      {source.url === null ? title : <EvidenceLink url={source.url}>{title}</EvidenceLink>}
      {rest.length > 0 && (
        <span class="quiet">
          {rest.map((part) => (
            <>
              {t('comma')}
              <bdi>{part}</bdi>
            </>
          ))}
        </span>
      )}
      {source.archivedUrl !== null && (
        <>
          {' · '}
          <EvidenceLink url={source.archivedUrl} label={t('card.archivedOf', source.title)}>
            {t('card.archived')}
          </EvidenceLink>
        </>
      )}
      {source.url === null && source.archivedUrl === null && (
        <span class="quiet"> ({t('card.noLink')})</span>
      )}
    </>
  );
}

/** What a list says in its own words, which need not be in the language or direction of ours. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <bdi lang="">{children}</bdi>;
}

/** Somebody's own words, in their language and within quotation marks. */
export function Quotation({ text, language }: { text: string; language: string }) {
  return (
    <blockquote class="quotation" lang={language} dir="auto">
      {cardWords.quoted(text)}
    </blockquote>
  );
}

/** The mark of a fact that nobody saw in a source. */
export function Unconfirmed({ words = t('card.unconfirmed') }: { words?: string }) {
  return <span class="unconfirmed">{words}</span>;
}

/** An on/off switch with its words. */
export function Switch(props: {
  on: boolean;
  disabled?: boolean;
  children: ComponentChildren;
  onChange: (on: boolean) => void;
}) {
  return (
    <label class="switch">
      <span>{props.children}</span>
      <input
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-checked={props.on}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
