import { createHash } from 'node:crypto';
import type { PlatformId } from '../../accounts/platforms.ts';
import type { Disclosure } from '../../records/disclosure.ts';
import type { AccountEntry } from '../../records/entry.ts';
import type { Dispute, Source } from '../../records/source.ts';
import { spanOf } from '../../records/span.ts';
import type { ExportedList } from './join-rows.ts';

/*
 * A list as a STIX 2.1 bundle. A disclosure is a `report` by whoever published it, which refers to the accounts that it
 * names as `user-account`; what was said against it and what became of an account are `note`s that refer to them. There
 * is no `indicator`, `threat-actor` or `malicious-activity`: a list says who named whom, not what anybody is.
 */

/** STIX's own namespace for observables (section 2.9), and one of ours for the other objects. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7';
const OURS = 'b5ab51f6-51d6-5c3c-9b6c-6f4f5d1a7c11';

type StixObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** The bundle's JSON: the same for the same list. */
export function stixBundle(list: ExportedList): string {
  const objects = new Map<string, StixObject>();
  const add = (object: StixObject): string => {
    objects.set(object.id, object);
    return object.id;
  };
  const { cited } = list;
  const time = new Date(cited.created).toISOString();
  const publisher = add(identity(cited.publisher, time));
  const common = { spec_version: '2.1', created: time, modified: time };
  const note = (
    about: string,
    abstract: string,
    content: string,
    by: string | null,
    source: Source | null,
  ) =>
    add({
      ...common,
      type: 'note',
      id: `note--${uuid5(OURS, `note ${about} ${abstract} ${content}`)}`,
      created_by_ref: publisher,
      abstract,
      content,
      ...(by === null ? {} : { authors: [by] }),
      object_refs: [about],
      ...references(source === null ? [] : [source]),
    });
  const noteDispute = (about: string, dispute: Dispute) => {
    const { kind, by, date, summary, quote, source } = dispute;
    const content = quote === null ? summary : `${summary} “${quote.text}”`;
    note(about, `${kind}${date === null ? '' : `, ${date}`}`, content, by, source);
  };
  const named = new Map<string, string[]>();
  for (const entry of list.entries) {
    const account = add(userAccount(entry));
    for (const { disclosure } of entry.namedIn) {
      named.set(disclosure, [...(named.get(disclosure) ?? []), account]);
    }
    for (const dispute of entry.disputes) noteDispute(account, dispute);
    for (const { status, date, summary, source } of entry.history) {
      note(account, `status: ${status}${date === null ? '' : `, ${date}`}`, summary, null, source);
    }
  }
  for (const disclosure of list.disclosures) {
    const accounts = [...new Set(named.get(disclosure.id) ?? [])].sort();
    // A report has to refer to something.
    if (accounts.length === 0) continue;
    const by = add(identity(disclosure.disclosedBy.name, time));
    const report = add({
      ...common,
      type: 'report',
      id: `report--${uuid5(OURS, `report ${disclosure.id}`)}`,
      created_by_ref: by,
      name: disclosure.title,
      ...(reasonOf(disclosure) === null ? {} : { description: reasonOf(disclosure) }),
      published: new Date(spanOf(disclosure.date)?.from ?? 0).toISOString(),
      object_refs: accounts,
      ...references(disclosure.sources, disclosure.id),
    });
    for (const dispute of disclosure.disputes) noteDispute(report, dispute);
  }
  const ordered = [...objects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const id = `bundle--${uuid5(OURS, `bundle ${cited.id} ${cited.version} ${cited.sha256}`)}`;
  return `${JSON.stringify({ type: 'bundle', id, objects: ordered }, null, 1)}\n`;
}

function identity(name: string, time: string): StixObject {
  const id = `identity--${uuid5(OURS, `identity ${name}`)}`;
  return {
    type: 'identity',
    spec_version: '2.1',
    id,
    created: time,
    modified: time,
    name,
    identity_class: 'organization',
  };
}

/** STIX's words for platforms (account-type-ov) where it has one. */
const ACCOUNT_TYPES: { readonly [platform in PlatformId]?: string } = { x: 'twitter' };

function userAccount({ platform, handle, platformId, displayName }: AccountEntry): StixObject {
  // In the order of their names: the id is made from exactly this JSON (RFC 8785).
  const identifying = {
    ...(handle === null ? {} : { account_login: handle }),
    account_type: ACCOUNT_TYPES[platform] ?? platform,
    ...(platformId === null ? {} : { user_id: platformId }),
  };
  return {
    type: 'user-account',
    spec_version: '2.1',
    id: `user-account--${uuid5(OBSERVABLES, JSON.stringify(identifying))}`,
    ...identifying,
    ...(displayName === null ? {} : { display_name: displayName }),
  };
}

function reasonOf({ statedReason, disclosedBy }: Disclosure): string | null {
  switch (statedReason.kind) {
    case 'quote':
      return `Reason as stated by ${disclosedBy.name}: “${statedReason.text}”`;
    case 'summary':
      return `Reason stated by ${disclosedBy.name}, summarised: ${statedReason.text}`;
    case 'none-given':
      return 'No reason was given.';
    case 'not-recorded':
      return null;
  }
}

function references(sources: readonly Source[], externalId?: string): object {
  const external = sources.map(({ title, publisher, url }, at) => ({
    source_name: publisher ?? title,
    description: title,
    ...(url === null ? {} : { url }),
    ...(at === 0 && externalId !== undefined ? { external_id: externalId } : {}),
  }));
  return external.length === 0 ? {} : { external_references: external };
}

/** A UUID of version 5 (RFC 9562): the same for the same name. */
export function uuid5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
