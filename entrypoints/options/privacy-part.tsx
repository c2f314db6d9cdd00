import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import { WIPEABLE, type Wipeable } from '../../src/sync/wipe.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { journalWords } from '../../src/ui/wording-journal.ts';
import { amountText, hiddenOptionsWords, privacyWords } from '../../src/ui/wording-options.ts';
import { privateWords } from '../../src/ui/wording-private.ts';
import { ActButton } from './act-button.tsx';
import { type Kept, useKept } from './use-kept.ts';

const NAMES: Readonly<Record<Wipeable, string>> = {
  settings: t('privacy.settings'),
  hidden: t('privacy.hidden'),
  lists: t('privacy.lists'),
  'own-lists': t('private.wipeName'),
  health: t('privacy.health'),
  session: t('privacy.session'),
  journal: t('journal.kept'),
};

/** What is kept and where, with how much of it, and the way to delete each. */
export function PrivacyPart() {
  const { kept, failed, refresh } = useKept();
  const [chosen, setChosen] = useState<ReadonlySet<Wipeable>>(new Set());
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  if (kept === null) {
    return (
      <>
        <p class="quiet">{t('privacy.intro')}</p>
        <p role="alert">{failed && t('lists.noAnswer')}</p>
      </>
    );
  }
  const what = WIPEABLE.filter((one) => chosen.has(one));
  const choose = (one: Wipeable, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(one);
    else next.delete(one);
    setChosen(next);
    setSure(false);
  };
  const close = () => {
    setSure(false);
    button.current?.focus();
  };
  const wipe = async () => {
    setBusy(true);
    try {
      const outcome = await askBackground({ type: 'wipe', what });
      say(outcome.ok ? t('privacy.done') : t('privacy.failed', outcome.message));
      if (outcome.ok) setChosen(new Set());
    } catch (error) {
      say(t('privacy.failed', (error as Error).message));
    }
    setBusy(false);
    close();
    await refresh();
  };
  return (
    <>
      <p class="quiet">{t('privacy.intro')}</p>
      <p class="quiet">{t('privacy.notKept')}</p>
      <fieldset class="choices">
        <legend class="kicker">{t('privacy.kept')}</legend>
        <p class="quiet small">{t('privacy.choose')}</p>
        {WIPEABLE.map((one) => (
          <label key={one} class="choice">
            <input
              type="checkbox"
              checked={chosen.has(one)}
              aria-describedby={`kept-${one}`}
              onChange={(event) => choose(one, event.currentTarget.checked)}
            />
            <span>
              {NAMES[one]}
              <span class="quiet small amount" id={`kept-${one}`}>
                {whereText(one, kept)}
                {one === 'lists' &&
                  kept.lists.added.some(({ managed }) => managed) &&
                  ` ${t('privacy.listsStay')}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="acts">
        <ActButton
          innerRef={button}
          off={busy}
          expanded={sure}
          onClick={() => {
            say(what.length === 0 ? t('privacy.nothing') : '');
            setSure(what.length > 0);
          }}
        >
          {t('privacy.wipe')}
        </ActButton>
      </div>
      {sure && <Question what={what} busy={busy} onYes={() => void wipe()} onNo={close} />}
      <p role="status">{said}</p>
    </>
  );
}

function Question(props: {
  what: readonly Wipeable[];
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const no = useRef<HTMLButtonElement>(null);
  // Before it can be seen: else whoever is quick presses the other one.
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <fieldset class="acts">
      <legend>
        {privacyWords.sure(props.what.map((one) => NAMES[one]))}{' '}
        {props.what.includes('settings') && t('privacy.settingsSure')}
      </legend>
      <ActButton off={props.busy} onClick={props.onYes}>
        {t('privacy.yes')}
      </ActButton>
      <ActButton innerRef={no} onClick={props.onNo}>
        {t('privacy.no')}
      </ActButton>
    </fieldset>
  );
}

function whereText(one: Wipeable, kept: Kept): string {
  const accounts = kept.hidden.filter(({ kind }) => kind === 'account').length;
  switch (one) {
    case 'settings':
      return t('privacy.settingsWhere', amountText(kept.syncedBytes));
    case 'hidden':
      return t(
        'privacy.hiddenWhere',
        hiddenOptionsWords.count(accounts, kept.hidden.length - accounts),
      );
    case 'lists':
      return plural(
        'privacy.listsWhere',
        kept.lists.order.length - kept.lists.own.length,
        amountText(kept.listBytes),
      );
    case 'own-lists':
      return privateWords.wipeWhere(
        kept.lists.own.length,
        kept.lists.own.reduce((sum, { entries }) => sum + entries, 0),
      );
    case 'health':
      return privacyWords.healthWhere(kept.unreadableSites);
    case 'session':
      return plural('privacy.sessionWhere', kept.tabs);
    case 'journal':
      return journalWords.keptWhere(kept.journal.sessions.length, kept.journal.rows);
  }
}
