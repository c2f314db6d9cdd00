import { useState } from 'preact/hooks';
import { askBackground } from '../../src/messaging/client.ts';
import type { SubscriptionRow } from '../../src/messaging/messages.ts';
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

  const plan = async (read: SettingsFile, how: ImportMode) => {
    const now = await present();
    setChosen({ kind: 'plan', plan: planImport(read, how, now), now });
  };
  const forget = () => {
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
      const { settings, hidden, lists } = await present();
      download(
        settingsFileText({ settings: portable(settings), hidden, lists: lists.map(asPortable) }),
      );
      say([t('transfer.exported')]);
    },
    async choose(picked: File) {
      forget();
      say([]);
      try {
        const read = readSettingsFile(await picked.text());
        setFile(read);
        await plan(read, mode);
      } catch (error) {
        if (!(error instanceof SettingsFileRefused)) throw error;
        setChosen({ kind: 'refused', refusal: error });
      }
    },
    async setMode(how: ImportMode) {
      setMode(how);
      if (file !== null) await plan(file, how);
    },
    async apply() {
      if (chosen?.kind !== 'plan') return;
      setBusy(true);
      try {
        say(await apply(chosen.plan));
        forget();
      } catch {
        say([t('options.notSaved')]);
      } finally {
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
  for (const { listId, enabled } of plan.turn) {
    await askBackground({ type: 'switch-list', listId, enabled });
  }
  for (const { listId } of plan.remove) await askBackground({ type: 'remove-list', listId });
  return [t('transfer.applied'), ...failed];
}

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
