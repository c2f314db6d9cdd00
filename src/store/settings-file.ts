import { z } from 'zod';
import { PLATFORM_IDS } from '../accounts/platforms.ts';
import { type Hidden, hiddenKey } from './hidden.ts';
import { BADGE_SIZES, DEFAULT_SETTINGS, HIDEABLE_LEVELS, type Settings } from './settings.ts';

// The file that carries what a person chose from one browser to another.

const FORMAT = 'takedown-lens-settings';
/** 1 had the settings of then alone: the switch for everything, and the sites that are off. */
const VERSION = 2;
/** Some thousand hidden accounts are a few hundred kilobytes. */
const MAX_LENGTH = 2_000_000;

/** What a file may set. A pause is of one browser and one hour. */
export type PortableSettings = Omit<Settings, 'pausedUntil'>;

/** A list by what it takes to add it again. */
export interface PortableList {
  readonly address: string;
  readonly publicKey: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly readerRules: boolean;
}

/** What is in a file, brought to the version of today. Settings that it does not name are not in it. */
export interface SettingsFile {
  readonly settings: Partial<PortableSettings>;
  readonly hidden: readonly Hidden[];
  readonly lists: readonly PortableList[];
}

/** Why a file is not taken. */
export type FileRefusal = 'too-large' | 'no-json' | 'other-format' | 'newer' | 'field';

/** Thrown for a file that is not taken; the message says where, for whoever wants to know. */
export class SettingsFileRefused extends Error {
  override readonly name = 'SettingsFileRefused';
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

const SiteIds = z.array(z.string().regex(/^[a-z0-9-]{1,64}$/)).max(500);
const SettingsOfOne = z.object({ enabled: z.boolean(), sitesOff: SiteIds }).partial();
const SettingsOfTwo = SettingsOfOne.extend({
  badgeSize: z.enum(BADGE_SIZES).optional(),
  levelsHidden: z.array(z.enum(HIDEABLE_LEVELS)).optional(),
  toolbarCount: z.boolean().optional(),
  whatsNew: z.boolean().optional(),
});
const Called = { name: z.string().max(300), since: z.int().nonnegative() };
const HiddenOne = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('account'),
    platform: z.enum(PLATFORM_IDS),
    key: z.string().regex(/^[@#].{1,260}$/s),
    ...Called,
  }),
  z.object({ kind: z.literal('disclosure'), id: z.string().regex(/^\S{1,200}$/), ...Called }),
]);
const ListOne = z.object({
  address: z.url({ protocol: /^https?$/ }).max(2000),
  publicKey: z.string().regex(/^[\w-]{43}$/),
  name: z.string().max(80),
  enabled: z.boolean().default(true),
  readerRules: z.boolean().default(false),
});

const Head = z.object({ format: z.literal(FORMAT), version: z.int().positive() });
const FileOfOne = z.object({ settings: SettingsOfOne });
const FileOfTwo = z.object({
  settings: SettingsOfTwo,
  hidden: z.array(HiddenOne).max(5000).default([]),
  lists: z.array(ListOne).max(200).default([]),
});

/** The file's text. */
export function settingsFileText(
  { settings, hidden, lists }: SettingsFile,
  exported: Date = new Date(),
): string {
  const whole = { format: FORMAT, version: VERSION, exported: exported.toISOString() };
  return `${JSON.stringify({ ...whole, settings, hidden, lists }, null, 2)}\n`;
}

/** Settings as a file has them. */
export function portable({ pausedUntil: _, ...settings }: Settings): PortableSettings {
  return settings;
}

/** Reads a file's text, of this version or an earlier one. Throws SettingsFileRefused. */
export function readSettingsFile(text: string): SettingsFile {
  if (text.length > MAX_LENGTH) {
    throw new SettingsFileRefused('too-large', `more than ${MAX_LENGTH} characters`);
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new SettingsFileRefused('no-json', (error as Error).message);
  }
  const head = Head.safeParse(read);
  if (!head.success) throw new SettingsFileRefused('other-format', firstIssue(head.error));
  if (head.data.version > VERSION) {
    throw new SettingsFileRefused('newer', `version ${head.data.version} of the file`);
  }
  if (head.data.version === 1) {
    return { settings: present(checked(FileOfOne, read).settings), hidden: [], lists: [] };
  }
  const { settings, hidden, lists } = checked(FileOfTwo, read);
  return { settings: present(settings), hidden, lists };
}

function checked<T>(schema: z.ZodType<T>, read: unknown): T {
  const parsed = schema.safeParse(read);
  if (!parsed.success) throw new SettingsFileRefused('field', firstIssue(parsed.error));
  return parsed.data;
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.') || 'the whole file'}: ${issue.message}` : '';
}

/** Without fields that are there and say nothing. */
function present<T extends object>(settings: T): Partial<PortableSettings> {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as Partial<PortableSettings>;
}

/** Whether what is in the file is added to what there is, or takes its place. */
export type ImportMode = 'merge' | 'replace';

/** What there is before an import. Lists that an organisation has set are left out: they stay as they are. */
export interface Present {
  readonly settings: Settings;
  readonly hidden: readonly Hidden[];
  readonly lists: readonly (PortableList & { readonly listId: string })[];
}

/** All that an import would change; made before anything is. */
export interface ImportPlan {
  readonly settings: Settings;
  readonly changed: readonly (keyof PortableSettings)[];
  readonly hide: readonly Hidden[];
  readonly unhide: readonly Hidden[];
  readonly add: readonly PortableList[];
  readonly remove: readonly { readonly listId: string; readonly name: string }[];
  readonly turn: readonly {
    readonly listId: string;
    readonly name: string;
    readonly enabled: boolean;
  }[];
}

/** What taking a file would change. Merging takes nothing away but what the file says otherwise. */
export function planImport(file: SettingsFile, mode: ImportMode, now: Present): ImportPlan {
  const old = portable(now.settings);
  const merged: PortableSettings =
    mode === 'replace'
      ? { ...portable(DEFAULT_SETTINGS), ...file.settings }
      : {
          ...old,
          ...file.settings,
          sitesOff: [...old.sitesOff, ...(file.settings.sitesOff ?? [])],
        };
  const next: PortableSettings = {
    ...merged,
    sitesOff: [...new Set(merged.sitesOff)].sort(),
    levelsHidden: HIDEABLE_LEVELS.filter((level) => merged.levelsHidden.includes(level)),
  };
  const names = Object.keys(old) as (keyof PortableSettings)[];
  const here = new Set(now.hidden.map(hiddenKey));
  const wanted = new Set(file.hidden.map(hiddenKey));
  const find = (list: PortableList) => now.lists.find((one) => isSame(one, list));
  return {
    settings: { ...next, pausedUntil: now.settings.pausedUntil },
    changed: names.filter((name) => String(old[name]) !== String(next[name])),
    hide: file.hidden.filter((one) => !here.has(hiddenKey(one))),
    unhide: mode === 'merge' ? [] : now.hidden.filter((one) => !wanted.has(hiddenKey(one))),
    add: file.lists.filter((list) => find(list) === undefined),
    remove:
      mode === 'merge'
        ? []
        : now.lists.filter((one) => !file.lists.some((list) => isSame(one, list))),
    turn: file.lists.flatMap((list) => {
      const one = find(list);
      return one === undefined || one.enabled === list.enabled
        ? []
        : { listId: one.listId, name: one.name, enabled: list.enabled };
    }),
  };
}

/** Whether an import would change nothing at all. */
export function isEmptyPlan(plan: ImportPlan): boolean {
  const { changed, hide, unhide, add, remove, turn } = plan;
  return [changed, hide, unhide, add, remove, turn].every(({ length }) => length === 0);
}

const isSame = (a: PortableList, b: PortableList) =>
  a.address === b.address && a.publicKey === b.publicKey;
