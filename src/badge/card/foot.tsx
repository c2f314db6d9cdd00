import { useState } from 'preact/hooks';
import type { CardAnswer } from '../../messaging/messages.ts';
import { keyPart, t } from '../../ui/language/message.ts';
import { listAgeText } from '../../ui/wording.ts';
import { ownListText } from '../../ui/wording-private.ts';
import { type CitationFormat, type CitedRecord, citation } from '../citation.ts';
import { correctionLink } from '../correction.ts';

/** Which list says so, how old it is, and where to say that it is wrong. */
export function ListLine({ record, now }: { record: CardAnswer['records'][number]; now: number }) {
  const { list } = record;
  if (list.ownFile) {
    return (
      <p class="list-line small quiet">
        <bdi>{ownListText(list.ownFile)}</bdi>
      </p>
    );
  }
  const link = correctionLink(record);
  return (
    <p class="list-line small quiet">
      {t('card.listLine', list.name, listAgeText(list, now), list.publisher)}{' '}
      {link === null ? (
        <bdi>{t('card.wrongAddress', list.corrections)}</bdi>
      ) : (
        <a
          href={link}
          target="_blank"
          rel="noreferrer noopener"
          title={t('card.wrongIn', list.name)}
        >
          {t('card.wrong')}
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
    say(done ? t('card.copied') : t('card.notCopied'));
  };
  return (
    <fieldset class="citations">
      <legend>{t('card.citation')}</legend>
      {FORMATS.map((format) => (
        <button key={format} type="button" class="button small" onClick={() => copy(format)}>
          {t(`card.citationFormats.${keyPart(format)}`)}
        </button>
      ))}
      <span class="small quiet" role="status">
        {said}
      </span>
    </fieldset>
  );
}
