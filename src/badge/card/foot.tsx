import { useState } from 'preact/hooks';
import type { CardAnswer } from '../../messaging/messages.ts';
import { cardWords, listAgeText } from '../../ui/wording.ts';
import { type CitationFormat, type CitedRecord, citation } from '../citation.ts';
import { correctionLink } from '../correction.ts';

/** Which list says so, how old it is, and where to say that it is wrong. */
export function ListLine({ record, now }: { record: CardAnswer['records'][number]; now: number }) {
  const { list } = record;
  const link = correctionLink(record);
  return (
    <p class="list-line small quiet">
      {cardWords.list} <bdi>{list.name}</bdi>, {listAgeText(list, now)}, {cardWords.publishedBy}{' '}
      <bdi>{list.publisher}</bdi>.{' '}
      {link === null ? (
        <bdi>{cardWords.wrongAddress(list.corrections)}</bdi>
      ) : (
        <a
          href={link}
          target="_blank"
          rel="noreferrer noopener"
          title={cardWords.wrongIn(list.name)}
        >
          {cardWords.wrong}
        </a>
      )}
    </p>
  );
}

const FORMATS: readonly CitationFormat[] = ['text', 'bibtex', 'csl'];

export function Citations(props: {
  records: readonly CitedRecord[];
  now: number;
  copy: (text: string) => Promise<boolean>;
}) {
  const [said, say] = useState('');
  const copy = async (format: CitationFormat) => {
    const done = await props.copy(citation(props.records, props.now, format));
    say(done ? cardWords.copied : cardWords.notCopied);
  };
  return (
    <fieldset class="citations">
      <legend>{cardWords.citation}</legend>
      {FORMATS.map((format) => (
        <button key={format} type="button" class="button small" onClick={() => copy(format)}>
          {cardWords.citationFormats[format]}
        </button>
      ))}
      <span class="small quiet" role="status">
        {said}
      </span>
    </fieldset>
  );
}
