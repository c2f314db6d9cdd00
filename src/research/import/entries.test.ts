import { expect, test } from 'vitest';
import { Disclosure } from '../../records/disclosure.ts';
import { AccountsFile } from '../../records/entry.ts';
import { entriesOf, missingFrom } from './entries.ts';
import { importFile } from './import-file.ts';

const DISCLOSURE = Disclosure.parse({
  ...{ id: 'own-1', title: 'A disclosure', date: '2020-01-01', kind: 'network-takedown' },
  ...{ disclosedBy: { name: 'Somebody', shortName: 'Somebody' }, platforms: ['x'] },
  ...{ attributedTo: null, statedReason: { kind: 'none-given' }, namesPublished: 'all' },
  ...{ counts: { claimed: [], published: [] }, sources: [], confirmation: { confirmed: true } },
});

const read = (text: string) =>
  importFile(
    (async function* () {
      yield new TextEncoder().encode(text);
    })(),
    { platform: 'x' },
  );

async function imported(text: string, before: AccountsFile | null, withdraw = false) {
  const options = { file: 'f.csv', withdraw };
  return AccountsFile.parse(entriesOf(await read(text), DISCLOSURE, before, options));
}

const told = ({ entries }: AccountsFile) =>
  entries.map(({ handle, platformId, history }) => [
    ...[handle, platformId],
    history.map(({ status }) => status).join(' '),
  ]);

const NAMES = 'userid,user_screen_name\n,mara_q\n,second_one\n';
const WITH_IDS = 'userid,user_screen_name\n1234567890,Mara_Q\n1234567891,second_one\n';

test('a name whose id a later file adds is the same entry, and not missing', async () => {
  const before = await imported(NAMES, null);
  expect(missingFrom(before, (await read(WITH_IDS)).accounts).names).toEqual([]);
  const after = await imported(WITH_IDS, before, true);
  expect(told(after)).toEqual([
    ['mara_q', '1234567890', ''],
    ['second_one', '1234567891', ''],
  ]);
});

test('a name whose id a later file lacks keeps it', async () => {
  const before = await imported(WITH_IDS, null);
  expect(missingFrom(before, (await read(NAMES)).accounts).names).toEqual([]);
  expect(told(await imported(NAMES, before, true))).toEqual([
    ['Mara_Q', '1234567890', ''],
    ['second_one', '1234567891', ''],
  ]);
});

test('of two ids that one name had, a row without an id is neither’s', async () => {
  const two = 'userid,user_screen_name\n1234567890,mara_q\n1234567899,mara_q\n';
  const before = await imported(two, null);
  expect(told(await imported(NAMES, before))).toEqual([
    ['mara_q', null, ''],
    ['second_one', null, ''],
    ['mara_q', '1234567890', ''],
    ['mara_q', '1234567899', ''],
  ]);
});

test('a name that an import took for withdrawn is listed again when a file has it again', async () => {
  const without = 'userid,user_screen_name\n1234567890,Mara_Q\n';
  const withdrawn = await imported(without, await imported(WITH_IDS, null), true);
  expect(told(withdrawn)[1]).toEqual(['second_one', '1234567891', 'delisted']);
  const again = await imported(WITH_IDS, withdrawn);
  expect(told(again)[1]).toEqual(['second_one', '1234567891', 'delisted listed']);
});

test('what the discloser is on record to have withdrawn stays so', async () => {
  const before = await imported(WITH_IDS, null);
  const event = { status: 'delisted', date: '2021', summary: 'It was an error.' } as const;
  const history = [{ ...event, source: null, confirmed: true }];
  const kept = { ...before, entries: before.entries.map((entry) => ({ ...entry, history })) };
  expect(told(await imported(WITH_IDS, kept))[0]).toEqual(['Mara_Q', '1234567890', 'delisted']);
});

test('an id that a later row of the same file adds keeps what the first row said', async () => {
  const { accounts } = await read(
    'userid,user_screen_name,user_display_name\n,@mara_q,Mara\n1234567890,@mara_q,\n',
  );
  expect(accounts).toMatchObject([{ handle: 'mara_q', id: '1234567890', displayName: 'Mara' }]);
});
