import { useEffect, useRef, useState } from 'preact/hooks';
import { Claim } from '../../src/badge/card/claim.tsx';
import { copyText } from '../../src/badge/card/copy.ts';
import { Citations } from '../../src/badge/card/foot.tsx';
import { marksAnything } from '../../src/badge/card/unsure.ts';
import { askUntilAnswered } from '../../src/messaging/client.ts';
import type { CatalogueAnswer, DisclosureNamesAnswer } from '../../src/messaging/messages.ts';
import type { Disclosure } from '../../src/records/disclosure.ts';
import { numberText, plural, t } from '../../src/ui/language/message.ts';
import { accountName, cardWords, listAgeText } from '../../src/ui/wording.ts';
import { type CataloguedDisclosure, namesIn } from './query.ts';

type List = CatalogueAnswer['lists'][number];

/** Everything the lists say of one disclosure, list by list. */
export function DisclosureView(props: {
  found: CataloguedDisclosure;
  now: number;
  backHref: string;
}) {
  const { found, now } = props;
  const { lists } = found;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${found.disclosure.title} · ${t('catalogue.heading')}`;
    title.current?.focus();
  }, [found.disclosure.id]);
  const several = lists.length > 1;
  const records = lists.map(({ disclosures }) => ({
    entry: null,
    disclosures: disclosures.filter(({ id }) => id === found.disclosure.id),
  }));
  return (
    <div class="whole">
      <p>
        <a href={props.backHref}>{t('catalogue.back')}</a>
      </p>
      <h2 class="hidden-text" tabIndex={-1} ref={title}>
        {found.disclosure.title}
      </h2>
      {lists.map((list) => {
        const disclosure = list.disclosures.find(({ id }) => id === found.disclosure.id);
        if (!disclosure) return null;
        return (
          <section key={list.list.id} class="record">
            {several && <p class="list-name">{t('catalogue.inList', list.list.name)}</p>}
            <Claim
              disclosure={disclosure}
              entry={null}
              onOpen={null}
              ownDisputes={[]}
              namesKnown={namesIn(list, disclosure.id)}
            />
            {/* Begun anew for each disclosure: the names of one must never stand under another. */}
            <Names key={disclosure.id} disclosure={disclosure} list={list} />
            <p class="list-line small quiet">
              {t('card.listLine', list.list.name, listAgeText(list.list, now), list.list.publisher)}
            </p>
            <div class="foot">
              <Citations
                records={[{ entry: null, disclosures: [disclosure], list: list.list }]}
                now={now}
                copy={(text) => copyText(text, window.navigator, document.body)}
              />
            </div>
          </section>
        );
      })}
      {marksAnything(records) && <p class="small quiet">{t('card.unconfirmedMeaning')}</p>}
    </div>
  );
}

/** The accounts that a list has of a disclosure, once a person asks for them. */
function Names({ disclosure, list }: { disclosure: Disclosure; list: List }) {
  const count = namesIn(list, disclosure.id);
  const [answer, setAnswer] = useState<DisclosureNamesAnswer | 'failed' | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const ask = () => {
    setAnswer(null);
    askUntilAnswered({
      type: 'disclosure-names',
      listId: list.list.id,
      disclosure: disclosure.id,
    }).then(
      (names) => {
        // The button that was pressed goes; who is somewhere else by then stays there.
        if (document.activeElement === button.current) title.current?.focus();
        setAnswer(names);
      },
      () => setAnswer('failed'),
    );
  };
  const isThere = answer !== null && answer !== 'failed';
  return (
    <div class="names">
      <h4 class="kicker" tabIndex={-1} ref={title}>
        {t('catalogue.names')}
      </h4>
      {count === 0 && <p class="quiet">{t('catalogue.namesNone')}</p>}
      {count > 0 && !isThere && (
        <button type="button" class="button" ref={button} onClick={ask}>
          {plural('catalogue.namesShow', count)}
        </button>
      )}
      {answer === 'failed' && <p role="alert">{t('catalogue.namesFailed')}</p>}
      {isThere && (
        <>
          <ul class="name-list">
            {answer.accounts.map((account) => (
              <li key={`${account.platform} ${account.handle} ${account.platformId}`}>
                <bdi>{accountName(account)}</bdi>{' '}
                <span class="quiet small">{cardWords.place(account.kind, account.platform)}</span>
              </li>
            ))}
          </ul>
          {answer.more && (
            <p class="small quiet">
              {t('catalogue.namesMore', numberText(answer.accounts.length))}
            </p>
          )}
        </>
      )}
    </div>
  );
}
