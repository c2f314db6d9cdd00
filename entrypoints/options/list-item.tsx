import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { ListFacts, ListState, SubscriptionRow } from '../../src/messaging/messages.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { Switch } from '../../src/ui/parts.tsx';
import { countsText, versionText } from '../../src/ui/wording.ts';
import {
  listWords,
  momentText,
  platformsText,
  refusalText,
  sizeText,
} from '../../src/ui/wording-lists.ts';
import { RefusedNote, useAct } from './act.tsx';
import { ActButton } from './act-button.tsx';
import { ListHistory } from './list-history.tsx';
import type { ListProgress } from './use-lists.ts';

/** Where a list can be moved in the order; null where it is first or last. */
export interface Move {
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
}

/** The id of the button that moves a list: it has the focus again when the list has moved. */
export const moveId = (way: 'up' | 'down', listId: string): string => `${way} ${listId}`;

/** The list that comes inside the extension. */
export function BundledList({ state, move }: { state: ListState; move: Move }) {
  return (
    <li class="list-item">
      <ListHead
        listId={state.facts.id}
        name={state.facts.name}
        publisher={state.facts.publisher}
        move={move}
      />
      <p class="quiet small">{t('lists.bundled')}</p>
      <Facts facts={state.facts} state={state} />
      <ListHistory listId={state.facts.id} version={state.facts.version} />
    </li>
  );
}

interface SubscribedListProps {
  readonly row: SubscriptionRow;
  readonly move: Move;
  readonly progress: ListProgress | null;
  readonly onDone: () => void;
  readonly onRemoved: () => void;
}

/** A list that the person added: what it is, how it is doing, and what can be done with it. */
export function SubscribedList({ row, move, progress, onDone, onRemoved }: SubscribedListProps) {
  const { listId, name, state } = row;
  const [sure, setSure] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  // What was done is seen in what changed, and a version that was not taken in the row's last error.
  const { busy, refused, act } = useAct(onDone);
  return (
    <li class="list-item">
      <ListHead listId={listId} name={name} publisher={row.publisher} move={move} />
      <Switch
        on={row.enabled}
        disabled={row.managed}
        onChange={(enabled) => act(() => askBackground({ type: 'switch-list', listId, enabled }))}
      >
        {t('lists.on')}
      </Switch>
      {row.managed && <p class="quiet small">{t('managed.list')}</p>}
      {state !== null && state.rules.length > 0 && (
        <>
          <Switch
            on={state.followsRules}
            onChange={(allowed) =>
              act(() => askBackground({ type: 'allow-reader-rules', listId, allowed }))
            }
          >
            {t('lists.followRules')}
          </Switch>
          <ul class="statuses small">
            {state.rules.map((rule) => (
              <li key={`${rule.site} ${rule.reason}`}>
                {listWords.rule(rule)} <bdi>{rule.reason}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {row.lastError !== null && (
        <LastError row={row} onTakeAnyway={() => act(() => update(listId, true))} busy={busy} />
      )}
      {row.steppedBack && <p class="quiet small">{t('lists.steppedBack')}</p>}
      {state === null ? (
        <p class="quiet">{t('lists.notInUse')}</p>
      ) : (
        <Facts facts={state.facts} state={state} />
      )}
      <dl class="facts">
        <Fact name={t('lists.fingerprint')}>
          <span class="fingerprint">{row.fingerprint}</span>
        </Fact>
        <Fact name={t('lists.address')}>{row.address}</Fact>
        <Fact name={t('lists.lastTried')}>
          {row.lastAttempt === null ? t('lists.never') : momentText(row.lastAttempt)}
          {row.enabled && `, ${t('lists.next', momentText(row.nextAttempt))}`}
        </Fact>
      </dl>
      {row.updating && <ProgressLine progress={progress} />}
      <div class="acts">
        <ActButton
          off={busy || row.updating || !row.enabled}
          onClick={() => act(() => update(listId, false))}
        >
          {t('lists.update')}
        </ActButton>
        {state?.previous && (
          <ActButton
            off={busy || row.updating}
            onClick={() => act(() => askBackground({ type: 'step-back-list', listId }))}
          >
            {t('lists.stepBack', state.previous.version)}
          </ActButton>
        )}
        {!row.managed && (
          <ActButton
            innerRef={removeButton}
            off={busy}
            expanded={sure}
            onClick={() => setSure(!sure)}
          >
            {t('lists.remove')}
          </ActButton>
        )}
      </div>
      {sure && (
        <AreYouSure
          name={name}
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
      )}
      {refused !== null && <RefusedNote refused={refused} />}
      <ListHistory listId={listId} version={state?.facts.version ?? null} />
    </li>
  );
}

export function AreYouSure(props: {
  name: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}) {
  const no = useRef<HTMLButtonElement>(null);
  // Before it can be seen: else whoever is quick presses the other one.
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <fieldset class="acts">
      <legend>{t('lists.removeSure', props.name)}</legend>
      <ActButton off={props.busy} onClick={props.onYes}>
        {t('lists.removeYes')}
      </ActButton>
      <ActButton innerRef={no} onClick={props.onNo}>
        {t('lists.keep')}
      </ActButton>
    </fieldset>
  );
}

const update = (listId: string, acceptShrink: boolean) =>
  askBackground({ type: 'update-list', listId, acceptShrink });

export function ListHead(props: {
  listId: string;
  name: string;
  /** Null where the person made it. */
  publisher: string | null;
  move: Move;
}) {
  const { listId, name, publisher, move } = props;
  return (
    <div class="list-head">
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {publisher !== null && <p class="quiet">{t('lists.publishedBy', publisher)}</p>}
      </div>
      <div class="moves">
        <ActButton
          id={moveId('up', listId)}
          label={t('lists.up', name)}
          off={move.up === null}
          onClick={() => move.up?.()}
        >
          {t('lists.upShort')}
        </ActButton>
        <ActButton
          id={moveId('down', listId)}
          label={t('lists.down', name)}
          off={move.down === null}
          onClick={() => move.down?.()}
        >
          {t('lists.downShort')}
        </ActButton>
      </div>
    </div>
  );
}

function Facts({ facts, state }: { facts: ListFacts; state: ListState }) {
  const { broken, platforms } = state;
  return (
    <dl class="facts">
      <Fact name={t('lists.version')}>{versionText(facts, Date.now())}</Fact>
      <Fact name={t('lists.contents')}>
        {countsText(facts)}
        {broken > 0 && <span class="quiet">. {plural('lists.broken', broken)}</span>}
      </Fact>
      {platforms.length > 0 && <Fact name={t('lists.byPlatform')}>{platformsText(platforms)}</Fact>}
      <Fact name={t('lists.corrections')}>
        <bdi>{facts.corrections.replace(/^mailto:/, '')}</bdi>
      </Fact>
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt class="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LastError(props: { row: SubscriptionRow; busy: boolean; onTakeAnyway: () => void }) {
  const { lastError, state } = props.row;
  if (lastError === null) return null;
  return (
    <div class="refusal" role="status">
      <p>
        {refusalText(lastError.refusal)}
        {state && ` ${t('lists.stillInUse', state.facts.version)}`}
      </p>
      <p class="quiet small">
        {t('lists.detail')} <bdi>{lastError.message}</bdi>
      </p>
      {lastError.refusal === 'shrunk' && (
        <ActButton off={props.busy} onClick={props.onTakeAnyway}>
          {t('lists.takeAnyway')}
        </ActButton>
      )}
    </div>
  );
}

function ProgressLine({ progress }: { progress: ListProgress | null }) {
  return (
    <p class="progress">
      {progress === null ? (
        <span role="status">{t('lists.updating')}</span>
      ) : (
        <>
          <progress
            value={progress.bytes}
            max={progress.totalBytes}
            aria-label={t('lists.update')}
          />{' '}
          {t('lists.progress', sizeText(progress.bytes), sizeText(progress.totalBytes))}
        </>
      )}
    </p>
  );
}
