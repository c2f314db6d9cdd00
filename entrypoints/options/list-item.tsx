import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type {
  ListFacts,
  ListState,
  Outcome,
  SubscriptionRow,
} from '../../src/messaging/messages.ts';
import { Switch } from '../../src/ui/parts.tsx';
import { versionText } from '../../src/ui/wording.ts';
import {
  countsText,
  listWords,
  momentText,
  platformsText,
  REFUSAL_WORDS,
} from '../../src/ui/wording-lists.ts';
import { ListHistory } from './list-history.tsx';
import type { ListProgress } from './use-lists.ts';

/** Where a list can be moved in the order; null where it is first or last. */
export interface Move {
  readonly up: (() => void) | null;
  readonly down: (() => void) | null;
}

/** The list that comes inside the extension. */
export function BundledList({ state, move }: { state: ListState; move: Move }) {
  return (
    <li class="list-item">
      <ListHead name={state.facts.name} publisher={state.facts.publisher} move={move} />
      <p class="quiet small">{listWords.bundled}</p>
      <Facts facts={state.facts} state={state} />
      <ListHistory listId={state.facts.id} />
    </li>
  );
}

interface SubscribedListProps {
  readonly row: SubscriptionRow;
  readonly move: Move;
  readonly progress: ListProgress | null;
  readonly onDone: () => void;
}

/** A list that the person added: what it is, how it is doing, and what can be done with it. */
export function SubscribedList({ row, move, progress, onDone }: SubscribedListProps) {
  const { listId, name, state } = row;
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  // Outcomes of single acts are seen in what changed; a refused one stays as the row's last error.
  const act = async (work: () => Promise<Outcome<unknown>>) => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
      onDone();
    }
  };
  return (
    <li class="list-item">
      <ListHead name={name} publisher={row.publisher} move={move} />
      <Switch
        on={row.enabled}
        disabled={busy}
        onChange={(enabled) => act(() => askBackground({ type: 'switch-list', listId, enabled }))}
      >
        {listWords.on}
      </Switch>
      {row.lastError !== null && (
        <LastError row={row} onTakeAnyway={() => act(() => update(listId, true))} busy={busy} />
      )}
      {row.steppedBack && <p class="quiet small">{listWords.steppedBack}</p>}
      {state === null ? (
        <p class="quiet">{listWords.notInUse}</p>
      ) : (
        <Facts facts={state.facts} state={state} />
      )}
      <dl class="facts">
        <Fact name={listWords.fingerprint}>
          <span class="fingerprint">{row.fingerprint}</span>
        </Fact>
        <Fact name={listWords.address}>{row.address}</Fact>
        <Fact name={listWords.lastTried}>
          {row.lastAttempt === null ? listWords.never : momentText(row.lastAttempt)}
          {row.enabled && `, ${listWords.next(row.nextAttempt)}`}
        </Fact>
      </dl>
      {row.updating && <ProgressLine progress={progress} />}
      <div class="acts">
        <button
          type="button"
          class="button"
          disabled={busy || row.updating || !row.enabled}
          onClick={() => act(() => update(listId, false))}
        >
          {listWords.update}
        </button>
        {state?.previous && (
          <button
            type="button"
            class="button"
            disabled={busy || row.updating}
            onClick={() => act(() => askBackground({ type: 'step-back-list', listId }))}
          >
            {listWords.stepBack(state.previous.version)}
          </button>
        )}
        {!sure && (
          <button type="button" class="button" disabled={busy} onClick={() => setSure(true)}>
            {listWords.remove}
          </button>
        )}
      </div>
      {sure && (
        <fieldset class="acts">
          <legend>{listWords.removeSure(name)}</legend>
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => act(() => askBackground({ type: 'remove-list', listId }))}
          >
            {listWords.removeYes}
          </button>
          <button type="button" class="button" onClick={() => setSure(false)}>
            {listWords.keep}
          </button>
        </fieldset>
      )}
      <ListHistory listId={listId} />
    </li>
  );
}

const update = (listId: string, acceptShrink: boolean) =>
  askBackground({ type: 'update-list', listId, acceptShrink });

function ListHead(props: { name: string; publisher: string; move: Move }) {
  const { name, publisher, move } = props;
  return (
    <div class="list-head">
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p class="quiet">
          {listWords.publisher}: <bdi>{publisher}</bdi>
        </p>
      </div>
      <div class="moves">
        <button
          type="button"
          class="button small"
          disabled={move.up === null}
          aria-label={listWords.up(name)}
          onClick={() => move.up?.()}
        >
          {listWords.upShort}
        </button>
        <button
          type="button"
          class="button small"
          disabled={move.down === null}
          aria-label={listWords.down(name)}
          onClick={() => move.down?.()}
        >
          {listWords.downShort}
        </button>
      </div>
    </div>
  );
}

function Facts({ facts, state }: { facts: ListFacts; state: ListState }) {
  const { broken, platforms } = state;
  return (
    <dl class="facts">
      <Fact name={listWords.version}>{versionText(facts, Date.now())}</Fact>
      <Fact name={listWords.contents}>
        {countsText(facts)}
        {broken > 0 && <span class="quiet">. {listWords.broken(broken)}</span>}
      </Fact>
      {platforms.length > 0 && <Fact name={listWords.byPlatform}>{platformsText(platforms)}</Fact>}
      <Fact name={listWords.corrections}>
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
        {REFUSAL_WORDS[lastError.refusal]}
        {state && ` ${listWords.stillInUse(state.facts.version)}`}
      </p>
      <p class="quiet small">
        {listWords.detail} <bdi>{lastError.message}</bdi>
      </p>
      {lastError.refusal === 'shrunk' && (
        <button type="button" class="button" disabled={props.busy} onClick={props.onTakeAnyway}>
          {listWords.takeAnyway}
        </button>
      )}
    </div>
  );
}

function ProgressLine({ progress }: { progress: ListProgress | null }) {
  return (
    <p class="progress" role="status">
      {progress === null ? (
        listWords.updating
      ) : (
        <>
          <progress
            value={progress.bytes}
            max={progress.totalBytes}
            aria-label={listWords.update}
          />{' '}
          {listWords.progress(progress.bytes, progress.totalBytes)}
        </>
      )}
    </p>
  );
}
