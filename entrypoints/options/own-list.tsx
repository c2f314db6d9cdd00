import { useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { Outcome, OwnListRow } from '../../src/messaging/messages.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { Switch } from '../../src/ui/parts.tsx';
import { platformsText } from '../../src/ui/wording-lists.ts';
import { privateWords } from '../../src/ui/wording-private.ts';
import { ActButton } from './act-button.tsx';
import { AreYouSure, Fact, ListHead, type Move } from './list-item.tsx';

interface OwnListProps {
  readonly row: OwnListRow;
  readonly move: Move;
  readonly onDone: () => void;
  readonly onRemoved: () => void;
}

/** A list that the person made of a file: marked so, with the file it is from. */
export function OwnList({ row, move, onDone, onRemoved }: OwnListProps) {
  const { listId, file, disclosure, state } = row;
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const [refused, setRefused] = useState('');
  const removeButton = useRef<HTMLButtonElement>(null);
  const act = async (work: () => Promise<Outcome<unknown>>): Promise<boolean> => {
    setBusy(true);
    setRefused('');
    try {
      const outcome = await work();
      if (!outcome.ok) setRefused(outcome.message);
      return outcome.ok;
    } catch (error) {
      setRefused((error as Error).message);
      return false;
    } finally {
      setBusy(false);
      onDone();
    }
  };
  return (
    <li class="list-item">
      <ListHead listId={listId} name={file.name} publisher={null} move={move} />
      <p class="quiet small">{t('private.ownKind')}</p>
      <Switch
        on={row.enabled}
        onChange={(enabled) => act(() => askBackground({ type: 'switch-list', listId, enabled }))}
      >
        {t('lists.on')}
      </Switch>
      {state === null && <p class="quiet">{t('lists.notInUse')}</p>}
      {state === null && row.enabled && <p class="quiet">{t('private.ownUnusable')}</p>}
      <dl class="facts">
        <Fact name={t('private.ownDisclosure')}>
          <bdi>{t('private.ownDisclosureText', disclosure.by, disclosure.title)}</bdi>
        </Fact>
        <Fact name={t('private.accounts')}>
          {state === null ? plural('counts.accounts', row.entries) : platformsText(state.platforms)}
        </Fact>
        <Fact name={t('private.ownImported')}>
          {privateWords.ownImportedText(file.imported, row.earlier)}
        </Fact>
        <Fact name={t('private.ownHash')}>
          <span class="fingerprint">{file.sha256}</span>
        </Fact>
      </dl>
      <div class="acts">
        <ActButton
          innerRef={removeButton}
          off={busy}
          expanded={sure}
          onClick={() => setSure(!sure)}
        >
          {t('lists.remove')}
        </ActButton>
      </div>
      {sure && (
        <>
          <AreYouSure
            name={file.name}
            busy={busy}
            onYes={() =>
              void act(() => askBackground({ type: 'remove-list', listId })).then((done) => {
                if (done) onRemoved();
              })
            }
            onNo={() => {
              setSure(false);
              removeButton.current?.focus();
            }}
          />
          <p class="quiet small">{t('private.ownNoHistory')}</p>
        </>
      )}
      {refused !== '' && (
        <div class="refusal" role="alert">
          <p>{privateWords.fault('not-stored')}</p>
          <p class="quiet small">
            <bdi>{t('private.detail', refused)}</bdi>
          </p>
        </div>
      )}
    </li>
  );
}
