import { useEffect, useMemo, useRef } from 'preact/hooks';
import { disclosurePath } from '../../src/page/disclosure-page.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';
import { Mark, Prose } from '../../src/ui/parts.tsx';
import { catalogueWords } from '../../src/ui/wording-catalogue.ts';
import { Say } from '../shared/own-page.tsx';
import { DisclosureView } from './disclosure-view.tsx';
import { Filters } from './filters.tsx';
import { byYear, type CataloguedDisclosure, choicesIn, matching, type Query } from './query.ts';
import { hashOf, type Route } from './route.ts';
import { Timeline } from './timeline.tsx';
import type { CatalogueState } from './use-catalogue.ts';

export interface CatalogueProps {
  readonly state: CatalogueState;
  readonly route: Route;
  /** What was asked for last, to go back to. */
  readonly lastQuery: Query;
  /** The disclosure that was read last: who goes back from it goes on from there. */
  readonly lastRead: string | null;
  readonly now: number;
  readonly onQuery: (query: Query) => void;
  readonly onAgain: () => void;
}

/** All disclosures and disputes of the lists in use, to be searched and read. */
export function CatalogueView(props: CatalogueProps) {
  return (
    <div class="view catalogue">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <main>
        <Content {...props} />
      </main>
      <footer class="caution">{t('caution')}</footer>
    </div>
  );
}

function Content(props: CatalogueProps) {
  const { state, route, now } = props;
  switch (state.kind) {
    case 'reading':
      return <Say what={t('catalogue.loading')} />;
    case 'failed':
      return (
        <>
          <Say what={t('catalogue.failed')} why={t('catalogue.failedWhy')} />
          <button type="button" class="button" onClick={props.onAgain}>
            {t('catalogue.again')}
          </button>
        </>
      );
    case 'read':
      break;
  }
  if (state.all.length === 0)
    return <Say what={t('catalogue.empty')} why={t('catalogue.emptyWhy')} />;
  if (route.view === 'list') {
    const { lastRead, onQuery } = props;
    return <Disclosures {...{ all: state.all, query: route.query, lastRead, onQuery }} />;
  }
  const found = state.all.find(({ disclosure }) => disclosure.id === route.id);
  const backHref = hashOf(props.lastQuery);
  if (found) return <DisclosureView found={found} now={now} backHref={backHref} />;
  return (
    <>
      <Say what={t('catalogue.unknown')} why={t('catalogue.unknownWhy')} />
      <p>
        <a href={backHref}>{t('catalogue.back')}</a>
      </p>
    </>
  );
}

function Disclosures(props: {
  all: readonly CataloguedDisclosure[];
  query: Query;
  lastRead: string | null;
  onQuery: (query: Query) => void;
}) {
  const { all, query, onQuery } = props;
  const results = useRef<HTMLOListElement>(null);
  // Once, when the list comes in the place of what was read.
  useEffect(() => {
    if (props.lastRead === null) return;
    const href = resultHref(props.lastRead);
    const links = [...(results.current?.querySelectorAll('a') ?? [])];
    links.find((link) => link.getAttribute('href') === href)?.focus();
  }, []);
  const choices = useMemo(() => choicesIn(all), [all]);
  const shown = useMemo(() => matching(all, query), [all, query]);
  const years = useMemo(() => byYear(shown), [shown]);
  return (
    <>
      <h2 class="headline">{t('catalogue.heading')}</h2>
      <p class="quiet">{t('catalogue.intro')}</p>
      <Filters query={query} choices={choices} onQuery={onQuery} />
      <Timeline years={years} hrefOf={(year) => hashOf({ ...query, year })} />
      <p class="result-count" role="status">
        {shown.length === 0
          ? t('catalogue.noResult')
          : catalogueWords.results(shown.length, all.length)}
      </p>
      {shown.length === 0 && <p class="quiet">{t('catalogue.noResultWhy')}</p>}
      <ol class="results" ref={results}>
        {shown.map((one) => (
          <Result key={one.disclosure.id} one={one} />
        ))}
      </ol>
    </>
  );
}

/** Where in this page a disclosure stands. */
const resultHref = (id: string): string => disclosurePath(id).replace(/^[^#]*/, '');

function Result({ one }: { one: CataloguedDisclosure }) {
  const { disclosure, names } = one;
  const { disclosedBy, date, kind, disputes, title } = disclosure;
  return (
    <li>
      <p class="kicker">
        <bdi>{t(`card.kind.${keyPart(kind)}`)}</bdi> · <bdi>{disclosedBy.shortName}</bdi>
      </p>
      <h3 class="result-title">
        <a href={resultHref(disclosure.id)}>
          <Prose>{title}</Prose>
        </a>
      </h3>
      <p class="small quiet">
        {disputes.length > 0 && (
          <>
            <Mark name="disputed" />{' '}
          </>
        )}
        {catalogueWords.resultFacts({ date, disputes: disputes.length, names })}
      </p>
    </li>
  );
}
