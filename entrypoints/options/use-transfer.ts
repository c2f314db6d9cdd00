import { useRef, useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { Outcome, SubscriptionRow } from '../../src/messaging/messages.ts';
import { hide, readHidden, unhide } from '../../src/store/hidden.ts';
import { changeSettings, readChosenSettings } from '../../src/store/settings.ts';
import {
  type ImportMode,
  type ImportPlan,
  type PortableList,
  type Present,
  planImport,
  portable,
  readSettingsFile,
  type SettingsFile,
  SettingsFileRefused,
  settingsFileText,
} from '../../src/store/settings-file.ts';
import { t } from '../../src/ui/language/message.ts';
import { refusalText } from '../../src/ui/wording-lists.ts';
import { handOver } from '../shared/hand-over.ts';

/** A file that was chosen: not taken and why, or what taking it would change. */
type Chosen =
  | { readonly kind: 'refused'; readonly refusal: SettingsFileRefused }
  | { readonly kind: 'plan'; readonly plan: ImportPlan; readonly now: Present };

/** Settings out to a file, and in from one: read, shown what it would change, and only then taken. */
export function useTransfer() {
  const [file, setFile] = useState<SettingsFile | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [mode, setMode] = useState<ImportMode>('merge');
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<readonly string[]>([]);

  /** Counts what was chosen: only the last choice is shown, however long an earlier one took to read. */
  const turn = useRef(0);
  const plan = async (read: () => Promise<SettingsFile>, how: ImportMode) => {
    const mine = ++turn.current;
    let next: Chosen;
    let taken: SettingsFile | null = null;
    try {
      taken = await read();
      const now = await present();
      next = { kind: 'plan', plan: planImport(taken, how, now), now };
    } catch (error) {
      if (!(error instanceof SettingsFileRefused)) {
        if (mine === turn.current) say([t('lists.noAnswer')]);
        return;
      }
      next = { kind: 'refused', refusal: error };
    }
    if (mine !== turn.current) return;
    setFile(taken);
    setChosen(next);
  };
  const forget = () => {
    turn.current++;
    setFile(null);
    setChosen(null);
  };
  return {
    chosen,
    mode,
    busy,
    said,
    forget,
    async save() {
      try {
        const { settings, hidden, lists } = await present();
        download(
          settingsFileText({ settings: portable(settings), hidden, lists: lists.map(asPortable) }),
        );
        say([t('transfer.exported')]);
      } catch {
        say([t('lists.noAnswer')]);
      }
    },
    async choose(picked: File) {
      forget();
      say([]);
      await plan(async () => readSettingsFile(await picked.text()), mode);
    },
    async setMode(how: ImportMode) {
      setMode(how);
      if (file !== null) await plan(async () => file, how);
    },
    async apply() {
      if (chosen?.kind !== 'plan') return;
      setBusy(true);
      try {
        say(await apply(chosen.plan));
      } catch {
        say([t('transfer.partly')]);
      } finally {
        // What it would have changed is not what it would change now.
        forget();
        setBusy(false);
      }
    },
  };
}

/** What is chosen here now, without what an organisation has set. */
async function present(): Promise<Present> {
  const [settings, hidden, { added }] = await Promise.all([
    readChosenSettings(),
    readHidden(),
    askBackground({ type: 'subscriptions' }),
  ]);
  return { settings, hidden, lists: added.filter((row) => !row.managed).map(listOf) };
}

function listOf(row: SubscriptionRow): Present['lists'][number] {
  const { listId, address, publicKey, name, enabled, state } = row;
  return { listId, address, publicKey, name, enabled, readerRules: state?.followsRules ?? false };
}

const asPortable = ({ listId: _, ...list }: Present['lists'][number]): PortableList => list;

/**
 * Carries a plan out: first what only adds, so that nothing is lost where the browser has no room for it. Gives what
 * there is to say. Rejects when settings can't be kept; a list that can't be had is said and left out.
 */
async function apply(plan: ImportPlan): Promise<string[]> {
  if (plan.hide.length > 0) await hide(plan.hide);
  await changeSettings((old) => ({ ...plan.settings, pausedUntil: old.pausedUntil }));
  if (plan.unhide.length > 0) await unhide(plan.unhide);
  const failed: string[] = [];
  for (const list of plan.add) {
    const why = await addList(list);
    if (why !== null) failed.push(t('transfer.listFailed', list.name, why));
  }
  for (const { listId, name, enabled } of plan.turn) {
    const outcome = await askBackground({ type: 'switch-list', listId, enabled });
    if (!outcome.ok) failed.push(unchanged(name, outcome));
  }
  for (const { listId, name } of plan.remove) {
    const outcome = await askBackground({ type: 'remove-list', listId });
    if (!outcome.ok) failed.push(unchanged(name, outcome));
  }
  return [t('transfer.applied'), ...failed];
}

const unchanged = (name: string, { refusal }: Extract<Outcome, { ok: false }>) =>
  t('transfer.listUnchanged', name, refusalText(refusal));

/** Adds a list as it was; gives why not, where that can't be. */
async function addList(list: PortableList): Promise<string | null> {
  const { address, publicKey, enabled, readerRules } = list;
  const added = await askBackground({ type: 'add-list', address, publicKey });
  if (!added.ok) return refusalText(added.refusal);
  const { added: rows } = await askBackground({ type: 'subscriptions' });
  const row = rows.find((one) => one.publicKey === publicKey && one.address === address);
  if (!row) return null;
  const { listId } = row;
  // Adding a list lets it change how sites are read; a file says whether that was so.
  if (!readerRules) await askBackground({ type: 'allow-reader-rules', listId, allowed: false });
  if (!enabled) await askBackground({ type: 'switch-list', listId, enabled: false });
  return null;
}

function download(text: string): void {
  const name = `takedown-lens-settings-${new Date().toISOString().slice(0, 10)}.json`;
  handOver(new Blob([text], { type: 'application/json' }), name);
}
