import './open-roots.ts';
import { render } from 'preact';
import { type LookUpState, LookUpView } from '../../../entrypoints/look-up/view.tsx';
import { PopupView } from '../../../entrypoints/popup/view.tsx';
import { PanelView } from '../../../entrypoints/sidepanel/view.tsx';
import { createBadge } from '../../../src/badge/badge.ts';
import { openCard } from '../../../src/badge/card.tsx';
import { badgeModel } from '../../../src/badge/model.ts';
import type { ListFacts } from '../../../src/messaging/messages.ts';
import { DIRECTION, LANGUAGE } from '../../../src/ui/language/message.ts';
import '../../../src/ui/tokens.css';
import '../../../src/ui/base.css';
import '../../../src/ui/masthead.css';
import '../../../entrypoints/shared/shared.css';
import './gallery.css';
import { BADGES, CARDS, cardOfDisclosure, KEYS, LOOK_UPS, NOW, POPUPS } from './samples.ts';

// What is shown is in the address: ?view=badges, ?view=card&state=disputed, ?view=popup&state=found, ?view=panel,
// ?view=look-up,
// with &theme=dim or dark for the page behind, &dir=rtl, &compact, &hostile and &lang=ar.
const wanted = new URLSearchParams(location.search);
const state = wanted.get('state') ?? '';
const REAL = import.meta.glob('../../../data/disclosures/*.json', {
  eager: true,
  import: 'default',
});

/** Here is nowhere to remember it. */
const hiding = { hide: async () => {}, unhide: async () => {} };

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
switch (wanted.get('view')) {
  case 'badges':
    asSite();
    showBadges();
    break;
  case 'card':
    asSite();
    showCard();
    break;
  case 'popup':
    void import('../../../entrypoints/popup/popup.css').then(showPopup);
    break;
  case 'panel':
    void import('../../../entrypoints/sidepanel/panel.css').then(showPanel);
    break;
  case 'look-up':
    void Promise.all([
      import('../../../src/badge/card/card.css'),
      import('../../../entrypoints/look-up/look-up.css'),
    ]).then(showLookUp);
    break;
  default:
    showIndex();
}

function asSite(): void {
  document.body.className = wanted.get('theme') ?? 'light';
  // The site's own, whatever ours is.
  document.documentElement.lang = 'en';
  document.documentElement.dir = wanted.get('dir') ?? 'ltr';
  if (wanted.has('hostile')) document.body.classList.add('hostile');
}

function badge(name: string, onOpen: () => void) {
  const model = badgeModel(BADGES[name] ?? []);
  if (model === null) throw new Error(`no badge: ${name}`);
  const made = createBadge(document, model, { onOpen, compact: wanted.has('compact') });
  addEventListener('gallery-update', () => made.update(model));
  return made;
}

function showBadges(): void {
  render(
    <main>
      <h1>Badges</h1>
      <ul class="feed">
        <li>
          <div class="row" data-row="none">
            <a class="name" href="#profile">
              Nobody listed
            </a>
          </div>
          A row without a badge, to compare heights with.
        </li>
        {Object.keys(BADGES).map((name) => (
          <li key={name}>
            <div class="row" data-row={name}>
              <a class="name" href="#profile">
                @Example
              </a>
            </div>
            <span data-line={name}>
              In a line of text, <a href="#profile">@Example</a>
            </span>
            <span> said so.</span>
          </li>
        ))}
      </ul>
    </main>,
    document.body,
  );
  for (const name of Object.keys(BADGES)) {
    const counted = () => {
      document.title = `opened ${name}`;
    };
    document.querySelector(`[data-row="${name}"] a`)?.append(badge(name, counted).host);
    document.querySelector(`[data-line="${name}"]`)?.append(badge(name, counted).host);
  }
}

function showCard(): void {
  const shown = CARDS[state] ?? cardOfReal(state);
  if (!shown) throw new Error(`no card: ${state}`);
  render(
    <main>
      <h1>Card</h1>
      <ul class="feed">
        <li>
          <div class="row">
            <a class="name" href="#profile">
              @Example
            </a>
          </div>
          <p>What the account said.</p>
          <button type="button">A button of the site</button>
        </li>
      </ul>
      <div style="height: 200vh" />
    </main>,
    document.body,
  );
  const opened = badge(state === 'reinstated' ? 'reinstated' : 'disputed', () =>
    openCard({
      anchor: opened.host,
      data: shown.data,
      reference: shown.reference,
      now: NOW,
      hiding,
      onDisclosure: () => {},
    }),
  );
  document.querySelector('.row')?.append(opened.host);
  if (wanted.has('open')) {
    openCard({
      anchor: opened.host,
      data: shown.data,
      reference: shown.reference,
      now: NOW,
      hiding,
      onDisclosure: () => {},
    });
  }
}

/** A disclosure of data/, by its id, as the card of an invented account shows it. */
function cardOfReal(id: string) {
  const disclosure = REAL[`../../../data/disclosures/${id}.json`];
  return disclosure === undefined ? undefined : cardOfDisclosure(disclosure);
}

function showPopup(): void {
  const shown = POPUPS[state as keyof typeof POPUPS];
  const nothing = () => {};
  render(
    <PopupView
      page={shown.page}
      settings={shown.settings}
      lists={withLookedAt(shown.lists)}
      keys={KEYS}
      now={NOW}
      onAllow={nothing}
      onCheck={async () => {}}
      onPanel={nothing}
      onOptions={nothing}
      onJump={nothing}
      onPause={nothing}
      onResume={nothing}
      onSwitchAll={nothing}
      onSwitchSite={nothing}
    />,
    document.body,
  );
}

/** The second list is one that was added; the first came with the extension. */
const withLookedAt = (lists: readonly ListFacts[] | null) =>
  lists?.map((list, at) => ({ ...list, lookedAt: at === 0 ? null : NOW })) ?? null;

function showPanel(): void {
  const shown = POPUPS[state as keyof typeof POPUPS];
  const nothing = () => {};
  const draw = (grouped: boolean) =>
    render(
      <PanelView
        page={shown.page}
        settings={shown.settings}
        lists={shown.lists}
        keys={KEYS}
        now={NOW}
        grouped={grouped}
        onGrouped={draw}
        onAllow={nothing}
        onCheck={async () => {}}
        onResume={nothing}
        onOptions={nothing}
        onJump={async (index) => {
          document.title = `jumped to ${index}`;
          return true;
        }}
      />,
      document.body,
    );
  draw(wanted.has('grouped'));
}

function showLookUp(): void {
  const states: Readonly<Record<string, LookUpState>> = LOOK_UPS;
  render(
    <LookUpView
      state={states[state] ?? { kind: 'nothing-asked' }}
      text="@ExampleRadio"
      now={NOW}
      onText={() => {}}
      onAsk={() => {}}
    />,
    document.body,
  );
}

function showIndex(): void {
  const link = (query: string) => (
    <li key={query}>
      <a href={`?${query}`}>{query}</a>
    </li>
  );
  const themes = ['light', 'dim', 'dark'];
  render(
    <main>
      <h1>Gallery</h1>
      <ul>
        {themes.map((theme) => link(`view=badges&theme=${theme}`))}
        {Object.keys(CARDS).flatMap((name) =>
          themes.map((theme) => link(`view=card&state=${name}&theme=${theme}&open`)),
        )}
        {Object.keys(POPUPS).map((name) => link(`view=popup&state=${name}`))}
        {Object.keys(POPUPS).map((name) => link(`view=panel&state=${name}`))}
        {Object.keys(LOOK_UPS).map((name) => link(`view=look-up&state=${name}`))}
        {Object.keys(REAL).map((file) =>
          link(`view=card&state=${/([^/]+)\.json$/.exec(file)?.[1]}&open`),
        )}
      </ul>
    </main>,
    document.body,
  );
}
