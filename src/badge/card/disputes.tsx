import type { Disclosure } from '../../records/disclosure.ts';
import type { Dispute } from '../../records/source.ts';
import { plural, t } from '../../ui/language/message.ts';
import { Mark, Prose, Quotation, SourceLine, Unconfirmed } from '../../ui/parts.tsx';
import { cardWords, dateText } from '../../ui/wording.ts';
import { unsureOf } from './unsure.ts';

/** As large as the claim and right after it; that there is none is said too, and of what where others are on record. */
export function Disputes(props: {
  own: readonly Dispute[];
  disclosure: Disclosure;
  /** Whether disputes of accounts stand elsewhere, if there are any: those here are of the disclosure alone. */
  ofDisclosureAlone: boolean;
}) {
  const { disputes: whole, kind } = props.disclosure;
  const unsure = unsureOf(props.disclosure);
  const count = props.own.length + whole.length;
  if (count === 0) {
    return (
      <p class="no-dispute">
        {props.ofDisclosureAlone
          ? t('card.noDisputeOf', cardWords.aboutDisclosure(kind))
          : t('card.noDispute')}
      </p>
    );
  }
  return (
    <div class="disputes">
      <h4 class="disputes-head">
        <Mark name="disputed" /> {plural('card.disputes', count)}
        {unsure.has('disputes') && (
          <>
            {' '}
            <Unconfirmed
              words={unsure.disputeDatesOnly ? t('card.datesUnconfirmed') : t('card.unconfirmed')}
            />
          </>
        )}
      </h4>
      <ul>
        {props.own.map((dispute, index) => (
          <DisputeItem key={`own ${index}`} dispute={dispute} scope={t('card.aboutAccount')} />
        ))}
        {whole.map((dispute, index) => (
          <DisputeItem
            key={`all ${index}`}
            dispute={dispute}
            scope={cardWords.aboutDisclosure(kind)}
          />
        ))}
      </ul>
    </div>
  );
}

function DisputeItem({ dispute, scope }: { dispute: Dispute; scope: string }) {
  return (
    <li>
      <p>
        <strong>
          <bdi>{dispute.by}</bdi>
        </strong>
        {t('comma')}
        {dispute.date === null ? t('card.undated') : dateText(dispute.date)}{' '}
        <span class="quiet">
          {t('card.kindAndScope', t(`card.dispute.${dispute.kind}`), scope)}
        </span>
      </p>
      <p dir="auto">
        <Prose>{dispute.summary}</Prose>
      </p>
      {dispute.quote !== null && (
        <Quotation text={dispute.quote.text} language={dispute.quote.language} />
      )}
      <p class="cite">
        <SourceLine source={dispute.source} />
        {!dispute.confirmed && (
          <>
            {' '}
            <Unconfirmed />
          </>
        )}
      </p>
    </li>
  );
}
