import { useRef, useState } from 'preact/hooks';
import { platformName } from '../../src/accounts/platforms.ts';
import { disclosurePath } from '../../src/page/disclosure-page.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { Mark } from '../../src/ui/parts.tsx';
import { matchSymbol } from '../../src/ui/symbols.ts';
import {
  accountText,
  cardWords,
  disputeFacts,
  levelText,
  statusText,
} from '../../src/ui/wording.ts';
import { byDisclosure, type PanelMatch, type PanelRow, ungrouped } from './groups.ts';

export interface MatchListProps {
  readonly matches: readonly PanelMatch[];
  readonly grouped: boolean;
  readonly onJump: (index: number) => void;
}

/** The matches as one stop of the Tab key, gone through with the arrow keys. */
export function MatchList({ matches, grouped, onJump }: MatchListProps) {
  const groups = grouped ? byDisclosure(matches) : ungrouped(matches);
  const keys = groups.flatMap(({ disclosure, rows }) =>
    rows.map((row) => rowKey(row, disclosure?.id)),
  );
  const list = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState<string | null>(null);
  // The row that the Tab key comes to: the last one that had the focus, as long as it is there.
  const stop = chosen !== null && keys.includes(chosen) ? chosen : keys[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons: Element[] = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = event.target instanceof Element ? buttons.indexOf(event.target) : -1;
    const to = MOVES[event.key]?.(at, buttons.length - 1);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
    if (next instanceof HTMLElement) next.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are pressed on the buttons inside
    <div ref={list} onKeyDown={onKeyDown}>
      <p class="hidden-text" id="how-to-move">
        {t('panel.howToMove')}
      </p>
      {groups.map(({ disclosure, rows }) => (
        <section key={disclosure?.id ?? ''}>
          {disclosure !== null && (
            <h2 class="group">
              <a href={disclosurePath(disclosure.id)} target="_blank" rel="noopener">
                <bdi>{headlineOf(disclosure)}</bdi>
              </a>
            </h2>
          )}
          <ul
            class="matches"
            aria-label={disclosure === null ? t('popup.matches') : headlineOf(disclosure)}
            aria-describedby="how-to-move"
          >
            {rows.map((row) => {
              const key = rowKey(row, disclosure?.id);
              return (
                <li key={key}>
                  <button
                    type="button"
                    tabIndex={key === stop ? 0 : -1}
                    onFocus={() => choose(key)}
                    onClick={() => onJump(row.index)}
                  >
                    <Match match={row.match} />
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

const headlineOf = ({ kind, shortName, date }: PanelMatch['disclosures'][number]): string =>
  cardWords.headline(kind, shortName, date);

const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
};

function rowKey({ match }: PanelRow, disclosure = ''): string {
  return `${disclosure} ${match.platform} ${match.handle}`;
}

function Match({ match }: { match: PanelMatch }) {
  return (
    <>
      <Mark name={matchSymbol(match.status, match.evidence, match.disputed)} />
      <span class="what">
        <span class="who">
          <bdi>{accountText(match.platform, match.handle)}</bdi>{' '}
          <span class="on quiet">{platformName(match.platform)}</span>
        </span>
        <span class="said">{match.label}</span>
        <span class="said small quiet">{factsOf(match).join('\u00a0· ')}</span>
      </span>
    </>
  );
}

/** What became of the account, who disputes it, how well it matches, where it stands. */
function factsOf({ status, disputes, disputed, evidence, places }: PanelMatch): string[] {
  return [
    ...(status === 'listed' ? [] : [statusText(status)]),
    ...disputeFacts(status, disputes, disputed),
    levelText(evidence),
    places > 0 ? plural('popup.places', places) : t('panel.noBadge'),
  ];
}
