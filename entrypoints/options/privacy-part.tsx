import { useEffect, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import { WIPEABLE, type Wipeable } from '../../src/sync/wipe.ts';
import { hiddenOptionsWords, privacyWords } from '../../src/ui/wording-options.ts';
import { ActButton } from './act-button.tsx';
import { type Kept, useKept } from './use-kept.ts';

const NAMES: Readonly<Record<Wipeable, string>> = {
  settings: privacyWords.settings,
  hidden: privacyWords.hidden,
  lists: privacyWords.lists,
  health: privacyWords.health,
  session: privacyWords.session,
};

/** What is kept and where, with how much of it, and the way to delete each. */
export function PrivacyPart() {
  const { kept, refresh } = useKept();
  const [chosen, setChosen] = useState<ReadonlySet<Wipeable>>(new Set());
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  if (kept === null) return <p class="quiet">{privacyWords.intro}</p>;
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
      say(outcome.ok ? privacyWords.done : privacyWords.failed(outcome.message));
      if (outcome.ok) setChosen(new Set());
    } catch (error) {
      say(privacyWords.failed((error as Error).message));
    }
    setBusy(false);
    close();
    await refresh();
  };
  return (
    <>
      <p class="quiet">{privacyWords.intro}</p>
      <p class="quiet">{privacyWords.notKept}</p>
      <fieldset class="choices">
        <legend class="kicker">{privacyWords.kept}</legend>
        <p class="quiet small">{privacyWords.choose}</p>
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
                  ` ${privacyWords.listsStay}`}
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
            say(what.length === 0 ? privacyWords.nothing : '');
            setSure(what.length > 0);
          }}
        >
          {privacyWords.wipe}
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
  useEffect(() => no.current?.focus(), []);
  return (
    <fieldset class="acts">
      <legend>
        {privacyWords.sure(props.what.map((one) => NAMES[one]))}{' '}
        {props.what.includes('settings') && privacyWords.settingsSure}
      </legend>
      <ActButton off={props.busy} onClick={props.onYes}>
        {privacyWords.yes}
      </ActButton>
      <ActButton innerRef={no} onClick={props.onNo}>
        {privacyWords.no}
      </ActButton>
    </fieldset>
  );
}

function whereText(one: Wipeable, kept: Kept): string {
  const accounts = kept.hidden.filter(({ kind }) => kind === 'account').length;
  switch (one) {
    case 'settings':
      return privacyWords.settingsWhere(kept.syncedBytes);
    case 'hidden':
      return privacyWords.hiddenWhere(
        hiddenOptionsWords.count(accounts, kept.hidden.length - accounts),
      );
    case 'lists':
      return privacyWords.listsWhere(kept.lists.order.length, kept.listBytes);
    case 'health':
      return privacyWords.healthWhere(kept.unreadableSites);
    case 'session':
      return privacyWords.sessionWhere(kept.tabs);
  }
}
