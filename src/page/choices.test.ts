import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AccountReference } from '../accounts/reference.ts';
import type { FoundEntry } from '../messaging/messages.ts';
import { AccountEntry } from '../records/entry.ts';
import type { Hidden } from '../store/hidden.ts';

// The extension's storage, in memory. It has to be there before the modules under test look for it.
Reflect.set(globalThis, 'browser', fakeBrowser);
const { BadgeChoices } = await import('./choices.ts');
const { hide, unhide } = await import('../store/hidden.ts');
const { changeSettings } = await import('../store/settings.ts');

const seen = (handle: string | null, id: string | null = null): AccountReference => ({
  platform: 'x',
  handle,
  id,
  created: null,
  role: 'author',
  seenAt: null,
});

function found(...disclosures: readonly string[]): FoundEntry {
  return {
    key: '@listed',
    entry: AccountEntry.parse({
      platform: 'x',
      handle: 'Listed',
      platformId: '42',
      namedIn: disclosures.map((disclosure) => ({ disclosure })),
    }),
    disclosures: disclosures.map((id) => ({
      id,
      shortName: 'Somebody',
      date: '2019-01-31',
      kind: 'network-takedown',
      disputes: 0,
    })),
    list: { id: 'a-list', name: 'A list', version: 1, expires: '2099-01-01T00:00:00Z' },
  };
}

const account = (key: string): Hidden => ({
  kind: 'account',
  platform: 'x',
  key,
  name: key,
  since: 1,
});
const disclosure = (id: string): Hidden => ({ kind: 'disclosure', id, name: id, since: 1 });

async function choices(onChange = () => {}) {
  const made = new BadgeChoices();
  await made.follow(onChange);
  return made;
}

/** Changes are read from storage before they count. */
const told = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => fakeBrowser.reset());

describe('an account', () => {
  it('has its badge where nothing was chosen', async () => {
    const decision = (await choices()).decide(seen('listed'), [found('one')]);
    expect(decision).toMatchObject({ model: { disclosures: [{ id: 'one' }] } });
  });

  it.each([
    ['its name', '@listed', seen('Listed')],
    ['its id', '#42', seen('Listed', '42')],
    ['its name, where only its id is met', '@listed', seen(null, '42')],
    ['its id, where only its name is met', '#42', seen('Listed')],
  ])('that was hidden by %s has none', async (_, key, reference) => {
    await hide([account(key)]);
    expect((await choices()).decide(reference, [found('one')])).toBe('hidden');
  });

  it('that is not listed is not counted as hidden', async () => {
    await hide([account('@listed')]);
    expect((await choices()).decide(seen('Listed', '7'), [found('one')])).toBeNull();
  });
});

describe('a hidden disclosure', () => {
  it('takes the badge where no other names the account', async () => {
    await hide([disclosure('one')]);
    expect((await choices()).decide(seen('listed'), [found('one')])).toBe('hidden');
  });

  it('is left out of a badge where another names it too', async () => {
    await hide([disclosure('one')]);
    const decision = (await choices()).decide(seen('listed'), [found('one', 'two')]);
    expect(decision).toMatchObject({ model: { disclosures: [{ id: 'two' }] } });
  });
});

it('a level that is hidden takes the badges of that level alone', async () => {
  await changeSettings((old) => ({ ...old, levelsHidden: ['same-name'] }));
  const made = await choices();
  expect(made.decide(seen('listed'), [found('one')])).toBe('hidden');
  expect(made.decide(seen('listed', '42'), [found('one')])).toMatchObject({
    evidence: { level: 'same-account' },
  });
});

it('a page hears of what is chosen later, and of nothing that no badge depends on', async () => {
  let heard = 0;
  const made = await choices(() => heard++);
  await changeSettings((old) => ({ ...old, toolbarCount: false }));
  await told();
  expect(heard).toBe(0);
  await changeSettings((old) => ({ ...old, badgeSize: 'short' }));
  await told();
  expect([heard, made.badgeSize]).toEqual([1, 'short']);
  await hide([account('@listed')]);
  await told();
  expect(heard).toBe(2);
  expect(made.decide(seen('listed'), [found('one')])).toBe('hidden');
  await unhide([account('@listed')]);
  await told();
  expect(heard).toBe(3);
  expect(made.decide(seen('listed'), [found('one')])).not.toBe('hidden');
});

it('what is hidden while the choices are being read counts', async () => {
  // An organisation's policy takes its time.
  const { get } = fakeBrowser.storage.sync;
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  fakeBrowser.storage.sync.get = async (key: never) => {
    const stored = await get.call(fakeBrowser.storage.sync, key);
    if (key === 'settings') await given;
    return stored;
  };
  const made = new BadgeChoices();
  const following = made.follow(() => {});
  await told();
  fakeBrowser.storage.sync.get = get;
  await hide([account('@listed')]);
  await told();
  give();
  await following;
  expect(made.decide(seen('listed'), [found('one')])).toBe('hidden');
});
