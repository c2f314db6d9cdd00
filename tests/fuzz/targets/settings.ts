import { parseTabRequest } from '../../../src/messaging/messages.ts';
import { BackgroundRequest } from '../../../src/messaging/requests.ts';
import { hiddenKey, parseHidden } from '../../../src/store/hidden.ts';
import { NO_POLICY, parsePolicy } from '../../../src/store/managed.ts';
import {
  DEFAULT_SETTINGS,
  isReading,
  parseSettings,
  underPolicy,
} from '../../../src/store/settings.ts';
import {
  planImport,
  readSettingsFile,
  SettingsFileRefused,
  settingsFileText,
} from '../../../src/store/settings-file.ts';
import {
  bytesOf,
  hold,
  holdSame,
  inputText,
  inputValue,
  jsonBytes,
  readOrRefused,
  type Target,
} from '../target.ts';

const KEY = 'A'.repeat(43);
const WORDS = ['enabled', 'sitesOff', 'x', 'constructor', '@name', 'same-name', 'auto', KEY];

export const messagesTarget: Target = {
  name: 'messages',
  reads: 'messages to the background and to a tab (`messaging`)',
  seeds: async () =>
    [
      { type: 'lookup', platform: 'x', keys: ['@ten_gop'] },
      { type: 'card', platform: 'x', key: '@ten_gop' },
      { type: 'load-sites', sites: ['x'] },
      { type: 'add-list', address: 'https://example.org/', publicKey: KEY },
      { type: 'open-disclosure', disclosure: 'first' },
      { type: 'show-match', match: 'x @ten_gop' },
      { type: 'badges-in-frames', accounts: ['x @ten_gop'] },
    ].map(jsonBytes),
  words: [...WORDS, 'lookup', 'lists', 'subscriptions', 'update-list', 'page-summary'],
  isJson: true,
  check(input) {
    const message = inputValue(input);
    const request = BackgroundRequest.safeParse(message);
    if (request.success) {
      holdSame(BackgroundRequest.parse(request.data), request.data, 'the same when read again');
    }
    const toTab = parseTabRequest(message);
    if (toTab?.type === 'badges-in-frames') {
      hold(
        toTab.accounts.every((account) => typeof account === 'string'),
        'accounts are texts',
      );
    }
  },
};

export const settingsTarget: Target = {
  name: 'settings',
  reads: 'stored settings, what is hidden, an organisation’s policy (`store`)',
  seeds: async () => [
    jsonBytes({
      ...{ ...DEFAULT_SETTINGS, sitesOff: ['x', 'constructor'], version: 2 },
      ...{ 'hidden account x @name': { name: 'Name', since: 1 }, 'hidden disclosure first': {} },
    }),
    jsonBytes({
      lists: [{ address: 'https://example.org/', publicKey: KEY }],
      ...{ sites: { x: false, constructor: true }, hosts: ['*://*.example/*'] },
      settings: { enabled: false, sitesOff: ['x'] },
    }),
  ],
  words: [...WORDS, 'hidden account x @constructor', 'hidden disclosure constructor', 'settings'],
  isJson: true,
  check(input) {
    const stored = inputValue(input);
    const settings = parseSettings(stored);
    holdSame(parseSettings(settings), settings, 'settings, read again, are the same');
    const policy = parsePolicy(stored);
    holdSame(parsePolicy(policy), policy, 'a policy, read again, is the same');
    const both = underPolicy(stored, policy);
    const sorted = { ...both, sitesOff: [...new Set(both.sitesOff)].sort() };
    const isNames = both.sitesOff.every((site) => /^[a-z0-9-]{1,64}$/.test(site));
    if (isNames) holdSame(underPolicy(both, NO_POLICY), sorted, 'under a policy they are settings');
    hold(typeof isReading(both, 1e12) === 'boolean', 'on or off');
    for (const site of Object.keys(policy.sites)) {
      if (!policy.sites[site]) hold(both.sitesOff.includes(site), 'off by policy is off');
    }
    if (typeof stored !== 'object' || stored === null) return;
    const hidden = parseHidden(stored as Record<string, unknown>);
    const items = Object.fromEntries(hidden.map((one) => [hiddenKey(one), one]));
    holdSame(
      parseHidden(items),
      [...new Map(hidden.map((one) => [hiddenKey(one), one])).values()],
      'hidden ones, read again, are the same',
    );
  },
};

export const settingsFileTarget: Target = {
  name: 'settings-file',
  reads: 'a file of settings and what importing it would change (`store/settings-file`)',
  async seeds() {
    const { pausedUntil: _, ...settings } = DEFAULT_SETTINGS;
    const list = { address: 'https://example.org/', publicKey: KEY, name: 'A list' };
    return [
      bytesOf(
        settingsFileText(
          {
            settings,
            hidden: [
              { kind: 'account', platform: 'x', key: '@constructor', name: 'One', since: 1 },
              { kind: 'disclosure', id: 'constructor', name: 'Two', since: 2 },
            ],
            lists: [{ ...list, enabled: true, readerRules: false }],
          },
          new Date(0),
        ),
      ),
      bytesOf('{"format":"takedown-lens-settings","version":1,"settings":{"sitesOff":["x"]}}'),
    ];
  },
  words: WORDS,
  isJson: true,
  check(input) {
    const file = readOrRefused(() => readSettingsFile(inputText(input)), SettingsFileRefused);
    if (!file) return;
    holdSame(readSettingsFile(settingsFileText(file)), file, 'written and read');
    for (const mode of ['merge', 'replace'] as const) {
      const { settings } = planImport(file, mode, {
        ...{ settings: DEFAULT_SETTINGS, hidden: [], lists: [] },
      });
      holdSame(parseSettings(settings), settings, 'what would be stored can be read');
    }
  },
};
