import type { Disclosure } from '../../records/disclosure.ts';
import { numberText, t } from '../../ui/language/message.ts';
import { Prose, SourceLine, Unconfirmed } from '../../ui/parts.tsx';
import { cardWords } from '../../ui/wording.ts';

/** What was claimed and what the published file holds, never without the names known beside it. */
export function Counts(props: { disclosure: Disclosure; namesKnown: number; unsure: boolean }) {
  const { counts, namesPublished, namesNote } = props.disclosure;
  const how = cardWords.namesPublished(namesPublished);
  const row = (term: string, values: Disclosure['counts']['claimed']) =>
    values.length > 0 && (
      <div>
        <dt>{term}</dt>
        <dd>
          {values.map((count, index) => (
            <span key={index}>
              {index > 0 && t('comma')}
              {cardWords.count(count.of, count.number, count.precision)}
              {count.note !== null && (
                <span class="quiet">
                  {' '}
                  (<Prose>{count.note}</Prose>)
                </span>
              )}
            </span>
          ))}
        </dd>
      </div>
    );
  return (
    <div class="counts">
      <dl>
        {row(t('card.claimed'), counts.claimed)}
        {row(t('card.published'), counts.published)}
        <div>
          <dt>{t('card.known')}</dt>
          <dd>{t('card.names', numberText(props.namesKnown))}</dd>
        </div>
      </dl>
      {(how !== null || namesNote !== null || props.unsure) && (
        <p class="small quiet">
          {how} {namesNote !== null && <Prose>{namesNote}</Prose>} {props.unsure && <Unconfirmed />}
        </p>
      )}
    </div>
  );
}

export function Sources({ disclosure, unsure }: { disclosure: Disclosure; unsure: boolean }) {
  return (
    <div>
      <h4 class="kicker">
        {t('card.sources')} {unsure && <Unconfirmed />}
      </h4>
      {disclosure.sources.length === 0 ? (
        <p class="quiet">{t('card.noSource')}</p>
      ) : (
        <ul class="lines">
          {disclosure.sources.map((source, index) => (
            <li key={index}>
              <SourceLine source={source} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
