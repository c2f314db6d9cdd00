import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { keysOf } from '../accounts/keys.ts';
import { fileName, unpackFile } from '../lists/files.ts';
import { type HistoryEntry, readHistory } from '../lists/history.ts';
import { readLatest } from '../lists/manifest.ts';
import { ListRefused } from '../lists/refusal.ts';
import { fingerprint, type TrustedKey, trustedKey } from '../lists/signature.ts';
import type { AccountEntry } from '../records/entry.ts';
import { assembleList, minuteNumber, newestDay } from './build.ts';
import { lastChange } from './bundle.ts';
import { DataError, gatherData } from './gather.ts';
import { readIdentity } from './identity.ts';
import { generateKey, readKey, signLatest } from './keyfile.ts';
import { diffLists, isEmptyDiff, type ListDiff } from './list-diff.ts';
import { type OpenedList, openListFolder } from './list-folder.ts';
import { serveList } from './list-server.ts';

const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  keygen,
  build,
  sign,
  verify,
  diff,
  history,
  serve,
};

export const LIST_USAGE = `  list keygen --out KEYFILE
      Makes a signing key. Keep the file: whoever has it can publish in your name.
  list build --data DIR --key KEYFILE --out DIR [--created TIME] [--good-for DAYS]
      Builds DIR/list.json, DIR/disclosures and DIR/accounts into a signed list that any static host can
      serve. Run on the folder of the last version it writes the next one and keeps the old files.
  list sign DIR --key KEYFILE
      Signs a list that was built elsewhere.
  list verify DIR [--public-key KEY]
      Checks a list from its signature to its last record. 0: good, 2: refused, and why.
  list diff DIR DIR [--json]
      What changed from one version to another.
  list history DIR [--json]
      The versions of a list.
  list serve DIR [--port N]
      Serves a list on this machine, for trying.
`;

/** `list COMMAND …`; gives the exit status. */
export async function listCommand([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) return complain(`There is no command "list ${name}". Try: npm run cli -- help`);
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof ListRefused)
      return complain(`Refused (${error.refusal}): ${error.message}`);
    return complain((error as Error).message);
  }
}

async function keygen(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
  const key = await generateKey(needed(values.out, '--out KEYFILE'));
  say(
    `Key ${key.id}\nPublic key ${key.publicKey}\nFingerprint ${await keyFingerprint(key.publicKey)}`,
  );
  return 0;
}

async function build(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      key: { type: 'string' },
      out: { type: 'string' },
      created: { type: 'string' },
      'good-for': { type: 'string' },
    },
  });
  const dataDir = needed(values.data, '--data DIR');
  const out = needed(values.out, '--out DIR');
  const key = await readKey(needed(values.key, '--key KEYFILE'));
  const goodForDays = values['good-for'] === undefined ? 365 : days(values['good-for']);
  progress('Reading the data …');
  const [data, identity] = [await gatherData(dataDir), await readIdentity(dataDir)];
  const created = values.created ? time(values.created) : await dateOf(dataDir, data);
  const earlier = await earlierVersion(out);
  if (earlier && earlier.manifest.list.id !== identity.id) {
    throw new DataError(
      `${out} holds the list "${earlier.manifest.list.id}", and this is "${identity.id}": take another folder.`,
    );
  }
  const { unmatched, findable } = partition(data.entries);
  const next = {
    manifest: { version: Math.max(minuteNumber(created), (earlier?.manifest.version ?? 0) + 1) },
    entries: findable,
    catalogue: { disclosures: data.disclosures, unmatched },
  };
  const changes = earlier && diffLists(earlier, next);
  if (earlier && changes && isEmptyDiff(changes) && values.created === undefined) {
    say(`Nothing has changed since version ${earlier.manifest.version}; it stays as it is.`);
    return 0;
  }
  progress('Building …');
  const { manifest, files } = assembleList(data, {
    identity,
    created,
    version: next.manifest.version,
    goodForDays,
    keys: [{ id: key.id, publicKey: key.publicKey }],
    history: [
      ...(earlier ? await historyOf(out, earlier) : []),
      {
        version: next.manifest.version,
        created: created.toISOString(),
        entries: data.entries.length,
        added: changes?.entries.added.length ?? data.entries.length,
        removed: changes?.entries.removed.length ?? 0,
        changed: changes?.entries.changed.length ?? 0,
        statuses: [...(changes?.entries.statuses ?? [])],
      },
    ],
  });
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) {
    if (name !== 'latest') await writeFile(path.join(out, name), bytes);
  }
  await putLatest(out, signLatest(files.get('latest') ?? new Uint8Array(), key));
  say(
    `${out}: version ${manifest.version}, ${manifest.counts.entries} entries, ${manifest.counts.disclosures} disclosures, signed with key ${key.id}.`,
  );
  return 0;
}

async function sign(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const dir = needed(positionals[0], 'DIR');
  const key = await readKey(needed(values.key, '--key KEYFILE'));
  const latest = path.join(dir, 'latest');
  const { body } = readLatest(Uint8Array.from(await readFile(latest)));
  const { manifest } = await openListFolder(dir, { allowUnsigned: true });
  if (!manifest.signing.keys.some(({ id }) => id === key.id)) {
    throw new DataError(
      `The list does not name key ${key.id}; build it with this key's public part.`,
    );
  }
  await putLatest(dir, signLatest(body, key));
  say(`${dir}: version ${manifest.version} is signed with key ${key.id}.`);
  return 0;
}

async function verify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'public-key': { type: 'string', multiple: true } },
  });
  const dir = needed(positionals[0], 'DIR');
  const keys = await Promise.all((values['public-key'] ?? []).map(publicKey));
  const { manifest, key } = await openListFolder(dir, keys.length > 0 ? { keys } : {});
  const { counts } = manifest;
  say(
    `Good: ${manifest.list.name}, version ${manifest.version} of ${manifest.created}, ${counts.entries} entries, ${counts.disclosures} disclosures, ${counts.disputes} disputes.` +
      (key ? `\nSigned with key ${key.id}: ${await fingerprint(key.publicKey)}` : ''),
  );
  return 0;
}

async function diff(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const from = await openListFolder(needed(positionals[0], 'DIR'), { allowUnsigned: true });
  const to = await openListFolder(needed(positionals[1], 'DIR DIR'), { allowUnsigned: true });
  const changes = diffLists(from, to);
  say(values.json ? JSON.stringify(changes) : inWords(changes));
  return 0;
}

async function history(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const dir = needed(positionals[0], 'DIR');
  const versions = await historyOf(dir, await openListFolder(dir, { allowUnsigned: true }));
  if (values.json) {
    say(JSON.stringify(versions));
  } else {
    for (const one of versions) {
      say(
        [
          `${one.version}  ${one.created}  ${one.entries} entries, ${one.added} added, ${one.removed} removed, ${one.changed} changed`,
          ...one.statuses.map((status) => `  ${status}`),
        ].join('\n'),
      );
    }
  }
  return 0;
}

async function serve(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { port: { type: 'string' } },
  });
  const dir = needed(positionals[0], 'DIR');
  await openListFolder(dir, { allowUnsigned: true });
  const server = await serveList(dir, values.port === undefined ? 8787 : port(values.port));
  say(`${server.address}latest\nEnd it with Ctrl+C.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return 0;
}

/** The version in a folder that is about to get the next one; null in an empty or new folder. */
async function earlierVersion(out: string): Promise<OpenedList | null> {
  try {
    return await openListFolder(out);
  } catch (error) {
    if (error instanceof ListRefused && error.refusal === 'missing-file') {
      const there = await readFile(path.join(out, 'latest')).catch(() => null);
      if (there === null) return null;
    }
    throw error;
  }
}

async function historyOf(dir: string, { manifest }: OpenedList): Promise<HistoryEntry[]> {
  const ref = manifest.files.history;
  if (ref === null) return [];
  const bytes = await readFile(path.join(dir, fileName(ref)));
  return readHistory(await unpackFile(ref, Uint8Array.from(bytes)));
}

/** Whoever sees `latest` sees it whole, and all the files that it names. */
async function putLatest(dir: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path.join(dir, 'latest.new'), bytes);
  await rename(path.join(dir, 'latest.new'), path.join(dir, 'latest'));
}

async function dateOf(dataDir: string, data: Parameters<typeof newestDay>[0]): Promise<Date> {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000);
  return (await lastChange(dataDir)) ?? newestDay(data);
}

function inWords({ from, to, entries, disclosures }: ListDiff): string {
  const part = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${names.length} ${what}:`, ...names.map((name) => `  ${name}`)];
  const lines = [
    ...part('entries added', entries.added),
    ...part('entries removed', entries.removed),
    ...part('entries changed', entries.changed),
    ...part('statuses changed', entries.statuses),
    ...part('disclosures added', disclosures.added),
    ...part('disclosures removed', disclosures.removed),
    ...part('disclosures changed', disclosures.changed),
  ];
  return [
    `From version ${from} to ${to}`,
    ...(lines.length > 0 ? lines : ['Nothing changed.']),
  ].join('\n');
}

/** Entries known by a display name alone can't be looked up; the catalogue carries them. */
function partition(entries: OpenedList['entries']) {
  const isFindable = (entry: AccountEntry) => keysOf(entry).length > 0;
  return {
    findable: entries.filter(isFindable),
    unmatched: entries.filter((entry) => !isFindable(entry)),
  };
}

async function publicKey(text: string): Promise<TrustedKey> {
  const key = await trustedKey(text);
  if (!key) throw new DataError(`"${text}" is no public key; keygen and verify print them.`);
  return key;
}

async function keyFingerprint(text: string): Promise<string> {
  return fingerprint((await publicKey(text)).publicKey);
}

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new DataError(`${what} is missing.`);
  return value;
}

function days(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 3650) {
    throw new DataError(`--good-for takes a number of days from 1 to 3650, not "${text}".`);
  }
  return number;
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new DataError(`--port takes a number from 0 to 65535, not "${text}".`);
  }
  return number;
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new DataError(`--created takes a time such as 2026-11-25T09:00:00Z, not "${text}".`);
  }
  return date;
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(message: string): 2 {
  process.stderr.write(`${message}\n`);
  return 2;
}
