import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { Dispute } from '../../records/source.ts';
import { keyPart, listText, t } from '../../ui/language/message.ts';
import { Prose, Quotation, SourceLine, Unconfirmed } from '../../ui/parts.tsx';
import { cardWords, dateText } from '../../ui/wording.ts';
import { Disputes } from './disputes.tsx';
import { Counts, Sources } from './facts.tsx';
import { unsureOf } from './unsure.ts';

/** One disclosure: who named the account, when and why, who disputes it, how many, and where to read it. */
export function Claim(props: {
  disclosure: Disclosure;
  /** The account that it is shown for; null where it is shown by itself. */
  entry: AccountEntry | null;
  /** Leads to all that is known of the disclosure; null where that is what is shown. */
  onOpen: (() => void) | null;
  ownDisputes: readonly Dispute[];
  namesKnown: number;
}) {
  const { disclosure } = props;
  const unsure = unsureOf(disclosure);
  return (
    <article class="claim">
      <p class="kicker">{t(`card.kind.${keyPart(disclosure.kind)}`)}</p>
      <h3 class="headline">
        <bdi>
          {cardWords.headline(disclosure.kind, disclosure.disclosedBy.name, disclosure.date)}
        </bdi>
      </h3>
      {!disclosure.confirmation.confirmed ? (
        <Unconfirmed />
      ) : (
        unsure.has('date') && <Unconfirmed words={t('card.dateUnconfirmed')} />
      )}
      <p class="title">
        <Prose>{disclosure.title}</Prose>
      </p>
      <Reason disclosure={disclosure} unsure={unsure.has('statedReason')} />
      <Attribution disclosure={disclosure} unsure={unsure.has('attributedTo')} />
      {props.entry !== null && isElsewhere(disclosure, props.entry) && (
        <p>{cardWords.elsewhere(disclosure.disclosedBy.shortName, props.entry.platform)}</p>
      )}
      <Disputes
        own={props.ownDisputes}
        disclosure={disclosure}
        ofDisclosureAlone={props.entry === null || props.entry.disputes.length > 0}
      />
      <Counts disclosure={disclosure} namesKnown={props.namesKnown} unsure={unsure.has('counts')} />
      {disclosure.revisions.length > 0 && (
        <div>
          <h4 class="kicker">
            {t('card.revisions')} {unsure.has('revisions') && <Unconfirmed />}
          </h4>
          <ul class="lines">
            {disclosure.revisions.map((revision, index) => (
              <li key={index}>
                {dateText(revision.date)}: <Prose>{revision.summary}</Prose>
                {revision.source !== null && (
                  <span class="cite">
                    {' '}
                    <SourceLine source={revision.source} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Sources disclosure={disclosure} unsure={unsure.has('sources')} />
      {disclosure.notes !== null && (
        <p class="small quiet">
          {t('card.note')}: <Prose>{disclosure.notes}</Prose>
        </p>
      )}
      {props.onOpen !== null && (
        <button type="button" class="link-button small" onClick={props.onOpen}>
          {t('card.wholeDisclosure')}
        </button>
      )}
      {unsure.others.length > 0 && (
        <p class="small quiet">{t('card.unconfirmedFields', listText(unsure.others))}</p>
      )}
    </article>
  );
}

function Attribution({ disclosure, unsure }: { disclosure: Disclosure; unsure: boolean }) {
  const { attributedTo, disclosedBy, kind } = disclosure;
  // An action on one account is not tied to anybody behind it, and that need not be said.
  if (attributedTo === null && kind === 'account-action') return null;
  return (
    <p>
      {attributedTo === null ? (
        t('card.attributedToNobody')
      ) : (
        <>
          <span class="quiet">{t('card.attribution', disclosedBy.shortName)}</span>{' '}
          <Prose>{attributedTo}</Prose>
        </>
      )}
      {unsure && (
        <>
          {' '}
          <Unconfirmed />
        </>
      )}
    </p>
  );
}

function Reason({ disclosure, unsure }: { disclosure: Disclosure; unsure: boolean }) {
  const reason = disclosure.statedReason;
  const mark = unsure && (
    <p>
      <Unconfirmed />
    </p>
  );
  if (reason.kind === 'none-given' || reason.kind === 'not-recorded') {
    return (
      <>
        <p>{reason.kind === 'none-given' ? t('card.noReasonGiven') : t('card.noReasonRecorded')}</p>
        {mark}
      </>
    );
  }
  return (
    <div>
      <h4 class="kicker">{reason.kind === 'quote' ? t('card.reason') : t('card.reasonSummary')}</h4>
      {reason.kind === 'quote' ? (
        <Quotation text={reason.text} language={reason.language} />
      ) : (
        <p lang={reason.language} dir="auto">
          {reason.text}
        </p>
      )}
      {reason.source !== null && (
        <p class="cite">
          <SourceLine source={reason.source} />
        </p>
      )}
      {mark}
    </div>
  );
}

/** Who owns which platform now, to tell a platform's own word from another company's. */
const OWNERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(twitter|x corp)\b/i, ['x']],
  [/\b(meta|facebook|instagram)\b/i, ['facebook', 'instagram', 'threads']],
  [/\b(google|youtube)\b/i, ['youtube']],
  [/\breddit\b/i, ['reddit']],
  [/\btiktok\b/i, ['tiktok']],
  [/\btumblr\b/i, ['tumblr']],
];

/** Whether a company's disclosure names an account on somebody else's platform. */
function isElsewhere(disclosure: Disclosure, entry: AccountEntry): boolean {
  if (disclosure.kind === 'list-to-legislature') return false;
  const owners = OWNERS.filter(([name]) => name.test(disclosure.disclosedBy.name));
  return owners.length > 0 && !owners.some(([, owned]) => owned.includes(entry.platform));
}
