import { useEffect, useMemo, useState } from 'preact/hooks';
import { askUntilAnswered } from '../../src/messaging/client.ts';
import type { CatalogueAnswer } from '../../src/messaging/messages.ts';
import { lastAnswer } from '../shared/last-answer.ts';
import { onOwnPageEvent } from '../shared/own-page-events.ts';
import { type CataloguedDisclosure, disclosuresOf } from './query.ts';
import { type Route, routeOf } from './route.ts';

export type CatalogueState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly all: readonly CataloguedDisclosure[] };

/** What the lists in use say, read again whenever they change. */
export function useCatalogue(): readonly [CatalogueState, () => void] {
  const [answer, setAnswer] = useState<CatalogueAnswer | 'failed' | null>(null);
  const read = useMemo(() => {
    const ask = lastAnswer(
      () => askUntilAnswered({ type: 'catalogue' }),
      setAnswer,
      () => setAnswer('failed'),
    );
    return () => {
      setAnswer((now) => (now === 'failed' ? null : now));
      void ask();
    };
  }, []);
  useEffect(() => {
    read();
    return onOwnPageEvent(({ type }) => {
      if (type === 'subscriptions-changed') read();
    });
  }, [read]);
  const state = useMemo<CatalogueState>(() => {
    if (answer === null) return { kind: 'reading' };
    if (answer === 'failed') return { kind: 'failed' };
    return { kind: 'read', all: disclosuresOf(answer) };
  }, [answer]);
  return [state, read];
}

/** What the address asks for, kept up with. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const onMove = () => setRoute(routeOf(location.hash));
    window.addEventListener('hashchange', onMove);
    return () => window.removeEventListener('hashchange', onMove);
  }, []);
  return route;
}
