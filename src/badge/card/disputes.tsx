import type { Disclosure } from '../../records/disclosure.ts';
import type { Dispute } from '../../records/source.ts';
import { Mark, Quotation, SourceLine, Unconfirmed } from '../../ui/parts.tsx';
import { cardWords, dateText } from '../../ui/wording.ts';
import { unsureOf } from './unsure.ts';

/** As large as the claim and right after it; that there is none is said too. */
export function Disputes(props: { own: readonly Dispute[]; disclosure: Disclosure }) {
  const { disputes: whole, kind } = props.disclosure;
  const unsure = unsureOf(props.disclosure);
  const count = props.own.length + whole.length;
  if (count === 0) return <p class="no-dispute">{cardWords.noDispute}</p>;
  return (
    <div class="disputes">
      <h4 class="disputes-head">
        <Mark name="disputed" /> {cardWords.disputes(count)}
        {unsure.has('disputes') && (
          <>
            {' '}
            <Unconfirmed
              words={unsure.disputeDatesOnly ? cardWords.datesUnconfirmed : cardWords.unconfirmed}
            />
          </>
        )}
      </h4>
      <ul>
        {props.own.map((dispute, index) => (
          <DisputeItem key={`own ${index}`} dispute={dispute} scope={cardWords.aboutAccount} />
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
        , {dispute.date === null ? cardWords.undated : dateText(dispute.date)}{' '}
        <span class="quiet">
          ({cardWords.disputeKind(dispute.kind)}, {scope})
        </span>
      </p>
      <p>
        <bdi>{dispute.summary}</bdi>
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
