import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// The extension's storage, in memory. It has to be there before the module under test looks for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const {
  changeSettings,
  DEFAULT_SETTINGS,
  isReading,
  onSettingsChanged,
  parseSettings,
  readSettings,
  underPolicy,
} = await import('./settings.ts');

const stored = () => fakeBrowser.storage.sync.get('settings').then((all) => all.settings);

describe('settings out of what is stored', () => {
  it('are the defaults where nothing is stored', () => {
    expect(parseSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings({})).toEqual(DEFAULT_SETTINGS);
  });

  it('fall back field by field', () => {
    expect(parseSettings({ enabled: false, sitesOff: 'x' })).toEqual({
      ...DEFAULT_SETTINGS,
      enabled: false,
    });
    expect(parseSettings({ enabled: true, sitesOff: ['x', 7, null, 'no site', 'x'] })).toEqual({
      ...DEFAULT_SETTINGS,
      sitesOff: ['x'],
    });
    const odd = {
      pausedUntil: 'never',
      badgeSize: 'huge',
      levelsHidden: ['same-name', 'same-account', 7],
      toolbarCount: 0,
    };
    expect(parseSettings(odd)).toEqual({
      ...DEFAULT_SETTINGS,
      levelsHidden: ['same-name'],
      toolbarCount: false,
    });
  });

  it('of version 1 keep what they say, and take the defaults for the rest', () => {
    const old = { version: 1, enabled: false, sitesOff: ['reddit'] };
    expect(parseSettings(old)).toEqual({
      ...DEFAULT_SETTINGS,
      enabled: false,
      sitesOff: ['reddit'],
    });
  });

  it.each([false, null, 0, 'false', 'true', 1, {}])(
    'never undo an off switch: enabled = %j reads as off',
    (enabled) => {
      expect(parseSettings({ enabled }).enabled).toBe(false);
    },
  );

  it.each([null, 'off', 3, [true]])('are off when %j stands in their place', (whole) => {
    expect(parseSettings(whole).enabled).toBe(false);
  });

  it('of a later version are read as far as they are known', () => {
    const later = { version: 9, enabled: true, sitesOff: ['reddit'], colour: 'sepia' };
    expect(parseSettings(later)).toEqual({ ...DEFAULT_SETTINGS, sitesOff: ['reddit'] });
  });
});

describe('whether pages are read', () => {
  const now = Date.UTC(2026, 10, 25);
  const HOUR = 3_600_000;

  it.each([
    ['switched on', {}, true],
    ['switched off', { enabled: false }, false],
    ['paused', { pausedUntil: now + HOUR }, false],
    ['paused till now', { pausedUntil: now }, true],
    ['paused for longer than a pause lasts', { pausedUntil: now + HOUR + 1 }, true],
    ['switched off after a pause', { enabled: false, pausedUntil: now - 1 }, false],
  ])('%s', (_, fields, reading) => {
    expect(isReading({ ...DEFAULT_SETTINGS, ...fields }, now)).toBe(reading);
  });
});

describe('stored settings', () => {
  beforeEach(() => fakeBrowser.reset());

  it('stay as they were changed', async () => {
    await changeSettings((old) => ({ ...old, sitesOff: [...old.sitesOff, 'x'] }));
    expect(await readSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      sitesOff: ['x'],
    });
  });

  it('lose none of several changes made at once', async () => {
    const sites = ['x', 'reddit', 'tiktok'];
    await Promise.all(
      sites.map((site) => changeSettings((old) => ({ ...old, sitesOff: [...old.sitesOff, site] }))),
    );
    expect((await readSettings()).sitesOff).toEqual(['reddit', 'tiktok', 'x']);
  });

  it('keep fields of a later version when one of this version is changed', async () => {
    await fakeBrowser.storage.sync.set({ settings: { enabled: true, colour: 'sepia' } });
    await changeSettings((old) => ({ ...old, enabled: false }));
    expect(await stored()).toMatchObject({ enabled: false, colour: 'sepia' });
  });

  it('go on being changed after a change that threw', async () => {
    const failed = changeSettings(() => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await changeSettings((old) => ({ ...old, enabled: false }));
    expect((await readSettings()).enabled).toBe(false);
  });

  it('are told to whoever listens, until they stop', async () => {
    const heard: boolean[] = [];
    const stop = onSettingsChanged((settings) => heard.push(settings.enabled));
    await changeSettings((old) => ({ ...old, enabled: false }));
    await new Promise((resolve) => setTimeout(resolve));
    stop();
    await changeSettings((old) => ({ ...old, enabled: true }));
    await new Promise((resolve) => setTimeout(resolve));
    expect(heard).toEqual([false]);
  });
});

describe('what an organisation has set', () => {
  const nothing = { sites: {}, settings: {} };

  it('changes nothing where it is nothing', () => {
    const stored = { enabled: false, sitesOff: ['x'], badgeSize: 'short' };
    expect(underPolicy(stored, nothing)).toEqual(parseSettings(stored));
  });

  it('stands before what the person chose, setting by setting and site by site', () => {
    const stored = { enabled: false, badgeSize: 'short', sitesOff: ['reddit', 'x'] };
    const policy = { sites: { x: true, tiktok: false }, settings: { enabled: true } };
    expect(underPolicy(stored, policy)).toEqual({
      ...DEFAULT_SETTINGS,
      enabled: true,
      badgeSize: 'short',
      sitesOff: ['reddit', 'tiktok'],
    });
  });

  it('is no pause and no list of sites, and what it can’t spell leaves nothing on', () => {
    const settings = { pausedUntil: 9, sitesOff: ['x'], enabled: 'yes', colour: 'sepia' };
    expect(underPolicy({}, { ...nothing, settings })).toEqual({
      ...DEFAULT_SETTINGS,
      enabled: false,
    });
  });

  it('is never written among what the person chose', async () => {
    fakeBrowser.reset();
    await fakeBrowser.storage.managed.set({
      settings: { badgeSize: 'short' },
      sites: { x: false },
    });
    expect(await readSettings()).toMatchObject({ badgeSize: 'short', sitesOff: ['x'] });
    await changeSettings((old) => ({ ...old, toolbarCount: false }));
    expect(await stored()).toMatchObject({ badgeSize: 'auto', sitesOff: [], toolbarCount: false });
  });

  it('leaves a switched-off site off whose name is a word that every object knows', () => {
    const locks = { sites: {}, settings: {} };
    expect(underPolicy({ sitesOff: ['constructor'] }, locks).sitesOff).toEqual(['constructor']);
  });

  it('is heard of when the browser has read it late', async () => {
    fakeBrowser.reset();
    const heard: string[] = [];
    const stop = onSettingsChanged((settings) => heard.push(settings.badgeSize));
    await fakeBrowser.storage.managed.set({ settings: { badgeSize: 'full' } });
    await new Promise((resolve) => setTimeout(resolve));
    stop();
    expect(heard).toEqual(['full']);
  });
});
