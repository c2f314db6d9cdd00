import { useEffect, useRef } from 'preact/hooks';
import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import '../../src/badge/card/card.css';
import './catalogue.css';
import { t } from '../../src/ui/language/message.ts';
import { EVERYTHING, type Query } from './query.ts';
import { hashOf } from './route.ts';
import { useCatalogue, useRoute } from './use-catalogue.ts';
import { CatalogueView } from './view.tsx';

function Catalogue() {
  const [state, readAgain] = useCatalogue();
  const route = useRoute();
  const lastQuery = useRef<Query>(EVERYTHING);
  const lastRead = useRef<string | null>(null);
  if (route.view === 'list') lastQuery.current = route.query;
  else lastRead.current = route.id;
  useEffect(() => {
    if (route.view === 'list') document.title = t('catalogue.title');
    else window.scrollTo(0, 0);
  }, [route]);
  return (
    <CatalogueView
      state={state}
      route={route}
      lastQuery={lastQuery.current}
      lastRead={lastRead.current}
      now={Date.now()}
      // Each letter of a search is no step to go back to.
      onQuery={(query) => {
        history.replaceState(null, '', hashOf(query));
        window.dispatchEvent(new HashChangeEvent('hashchange'));
      }}
      onAgain={readAgain}
    />
  );
}

showPage('catalogue', t('catalogue.title'), <Catalogue />);
