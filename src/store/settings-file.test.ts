import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Hidden } from './hidden.ts';

// The settings module looks for the extension's storage when it is loaded.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { DEFAULT_SETTINGS } = await import('./settings.ts');
const {
  isEmptyPlan,
  planImport,
  portable,
  readSettingsFile,
  SettingsFileRefused,
  settingsFileText,
} = await import('./settings-file.ts');

const ACCOUNT: Hidden = { kind: 'account', platform: 'x', key: '@a', name: '@A', since: 3 };
const DISCLOSURE: Hidden = { kind: 'disclosure', id: 'some', name: 'Some', since: 4 };
const LIST = {
  address: 'https://lists.example/',
  publicKey: 'A'.repeat(43),
  name: 'A list',
  enabled: true,
  readerRules: false,
};
const FILE = {
  settings: { ...portable(DEFAULT_SETTINGS), enabled: false, sitesOff: ['x'] },
  hidden: [ACCOUNT, DISCLOSURE],
  lists: [LIST],
};
const NOTHING = { settings: DEFAULT_SETTINGS, hidden: [], lists: [] };

const refusalOf = (text: string) => {
  try {
    readSettingsFile(text);
  } catch (error) {
    if (error instanceof SettingsFileRefused) return `${error.refusal}: ${error.message}`;
  }
  return 'taken';
};
const altered = (change: object) =>
  JSON.stringify({ ...JSON.parse(settingsFileText(FILE)), ...change });

it('a file is read as it was written', () => {
  expect(readSettingsFile(settingsFileText(FILE))).toEqual(FILE);
});

it('a file of version 1 says what it says and nothing of what came later', () => {
  const old = {
    format: 'takedown-lens-settings',
    version: 1,
    settings: { enabled: false, sitesOff: ['reddit'] },
  };
  const file = readSettingsFile(JSON.stringify(old));
  expect(file).toEqual({ settings: old.settings, hidden: [], lists: [] });
  const now = { ...NOTHING, settings: { ...DEFAULT_SETTINGS, badgeSize: 'full' as const } };
  expect(planImport(file, 'merge', now).settings).toMatchObject({
    enabled: false,
    badgeSize: 'full',
  });
});

describe('a file that is not taken says why', () => {
  it.each([
    ['', /^no-json/],
    [settingsFileText(FILE).slice(0, 200), /^no-json/],
    ['[]', /^other-format/],
    ['{"format":"something else","version":1}', /^other-format: format/],
    [altered({ version: 3 }), /^newer: version 3/],
    [altered({ settings: { enabled: 'no' } }), /^field: settings\.enabled/],
    [altered({ settings: { levelsHidden: ['same-account'] } }), /^field: settings\.levelsHidden/],
    [altered({ hidden: [ACCOUNT, { ...ACCOUNT, key: 'a' }] }), /^field: hidden\.1\.key/],
    [altered({ lists: [{ ...LIST, address: 'javascript:0' }] }), /^field: lists\.0\.address/],
    [' '.repeat(2_000_001), /^too-large/],
  ])('%.60s', (text, reason) => {
    expect(refusalOf(text)).toMatch(reason);
  });
});

describe('what an import would change', () => {
  const row = { ...LIST, listId: 'lab' };
  const other = { ...LIST, address: 'https://other.example/', listId: 'other', name: 'Other' };

  it('is nothing where all of it is so already', () => {
    const now = {
      settings: { ...DEFAULT_SETTINGS, ...FILE.settings, pausedUntil: 7 },
      hidden: [DISCLOSURE, ACCOUNT],
      lists: [row],
    };
    for (const mode of ['merge', 'replace'] as const) {
      const plan = planImport(FILE, mode, now);
      expect(isEmptyPlan(plan)).toBe(true);
      expect(plan.settings).toEqual(now.settings);
    }
  });

  it('merged, takes nothing away', () => {
    const plan = planImport(FILE, 'merge', {
      settings: { ...DEFAULT_SETTINGS, sitesOff: ['reddit'], toolbarCount: false },
      hidden: [{ ...ACCOUNT, key: '@other' }],
      lists: [other],
    });
    expect(plan).toMatchObject({
      hide: [ACCOUNT, DISCLOSURE],
      unhide: [],
      add: [LIST],
      remove: [],
    });
    expect(plan.settings.sitesOff).toEqual(['reddit', 'x']);
    expect(plan.changed).toEqual(['enabled', 'sitesOff', 'toolbarCount']);
  });

  it('replaced, leaves what is in the file and defaults', () => {
    const hidden = { ...ACCOUNT, key: '@other' };
    const plan = planImport({ ...FILE, settings: {} }, 'replace', {
      settings: { ...DEFAULT_SETTINGS, sitesOff: ['reddit'], enabled: false },
      hidden: [hidden, ACCOUNT],
      lists: [other, { ...row, enabled: false }],
    });
    expect(plan.settings).toEqual(DEFAULT_SETTINGS);
    expect(plan).toMatchObject({
      hide: [DISCLOSURE],
      unhide: [hidden],
      add: [],
      remove: [{ listId: 'other' }],
      turn: [{ listId: 'lab', enabled: true }],
    });
  });
});
