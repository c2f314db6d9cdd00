import type { CardAnswer } from '../messaging/messages.ts';
import type { Disclosure } from '../records/disclosure.ts';
import type { AccountEntry } from '../records/entry.ts';
import { isEvidenceUrl } from '../records/link.ts';
import type { Source } from '../records/source.ts';
import { spanOf } from '../records/span.ts';
import { statusOf } from '../records/status.ts';
import { accountName, citationWords, dateText } from '../ui/wording.ts';
import { ownListCitation } from '../ui/wording-private.ts';

export type CitationFormat = 'text' | 'bibtex' | 'csl';

/** What is cited: disclosures as one list has them, and the account that they were read about, if it was one. */
export interface CitedRecord extends Pick<CardAnswer['records'][number], 'disclosures' | 'list'> {
  readonly entry: AccountEntry | null;
}

/**
 * The citation of everything a card shows: each disclosure, with the account it was read about, the entry's own
 * status, who disputes it, the list and version it was read in and the day it was read. A claim is never
 * given without its disputes.
 */
export function citation(
  records: readonly CitedRecord[],
  now: number,
  format: CitationFormat,
): string {
  const cited = records.flatMap((record) =>
    record.disclosures.map((disclosure) => new Cited(record, disclosure, now)),
  );
  switch (format) {
    case 'text':
      return cited.map((one) => one.asText()).join('\n\n');
    case 'bibtex':
      return withUniqueKeys(cited, (one, key) => one.asBibtex(key)).join('\n\n');
    case 'csl':
      return JSON.stringify(
        withUniqueKeys(cited, (one, key) => one.asCsl(key)),
        null,
        2,
      );
  }
}

/** Two lists may carry the same disclosure: the second one's key gets its list's name. */
function withUniqueKeys<Made>(
  cited: readonly Cited[],
  make: (one: Cited, key: string) => Made,
): Made[] {
  const used = new Set<string>();
  return cited.map((one) => {
    const key = used.has(one.disclosure.id)
      ? `${one.disclosure.id}-${one.record.list.id}`
      : one.disclosure.id;
    used.add(key);
    return make(one, key);
  });
}

class Cited {
  private readonly source: Source | null;

  constructor(
    readonly record: CitedRecord,
    readonly disclosure: Disclosure,
    private readonly now: number,
  ) {
    this.source =
      disclosure.sources.find((source) => linkOf(source.url) !== null) ??
      disclosure.sources[0] ??
      null;
  }

  asText(): string {
    const { disclosure } = this;
    const url = linkOf(this.source?.url);
    const archived = linkOf(this.source?.archivedUrl);
    return sentences([
      `${disclosure.disclosedBy.name}: ${disclosure.title}`,
      dateText(disclosure.date),
      [this.sourceTitle(), url, archived === null ? null : citationWords.archived(archived)]
        .filter((part) => part !== null)
        .join(', '),
      this.note(),
    ]);
  }

  asBibtex(key: string): string {
    const { disclosure } = this;
    const [year = '', month] = disclosure.date.split('-');
    const url = linkOf(this.source?.url);
    const fields: (readonly [string, string] | null)[] = [
      // Double braces: an organisation, not a person's first and last name.
      ['author', `{${texText(disclosure.disclosedBy.name)}}`],
      ['title', `{${texText(disclosure.title)}}`],
      ['year', year],
      /^\d\d$/.test(month ?? '') ? ['month', String(Number(month))] : null,
      spanIsDay(disclosure.date) ? ['date', disclosure.date] : null,
      this.sourceTitle() === null ? null : ['howpublished', texText(this.sourceTitle() ?? '')],
      url === null ? null : ['url', texUrl(url)],
      ['urldate', isoDay(this.now)],
      ['note', texText(this.note())],
    ];
    const lines = fields
      .filter((field) => field !== null)
      .map(([name, value]) => `  ${name} = {${value}}`);
    return `@misc{${key},\n${lines.join(',\n')}\n}`;
  }

  asCsl(key: string): object {
    const { disclosure } = this;
    const url = linkOf(this.source?.url);
    const archived = linkOf(this.source?.archivedUrl);
    const container = this.sourceTitle();
    return {
      id: key,
      type: 'webpage',
      title: disclosure.title,
      author: [{ literal: disclosure.disclosedBy.name }],
      issued: cslDate(disclosure.date),
      accessed: { 'date-parts': [isoDay(this.now).split('-').map(Number)] },
      ...(container === null ? {} : { 'container-title': container }),
      ...(url === null ? {} : { URL: url }),
      ...(archived === null ? {} : { archive_location: archived }),
      note: this.note(),
    };
  }

  private sourceTitle(): string | null {
    if (this.source === null) return null;
    const { title, publisher } = this.source;
    return publisher === null ? title : `${title}, ${publisher}`;
  }

  private note(): string {
    const { entry, list } = this.record;
    const disputes = [...(entry?.disputes ?? []), ...this.disclosure.disputes];
    const ofEntry = entry && [
      citationWords.names(accountName(entry), entry.platform),
      citationWords.status(statusOf(entry), entry.history.at(-1)?.date ?? null),
    ];
    return sentences([
      ...(ofEntry ?? []),
      citationWords.disputes(
        disputes.map((dispute) => dispute.by),
        entry === null ? this.disclosure.kind : null,
      ),
      ...(list.ownFile ? [ownListCitation(list.ownFile)] : []),
      `${citationWords.list(list.name, list.version, list.created)}, ${citationWords.read(this.now)}`,
    ]);
  }
}

function linkOf(url: string | null | undefined): string | null {
  return url && isEvidenceUrl(url) ? url : null;
}

function sentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function spanIsDay(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date);
}

/** CSL knows days, months and years; a quarter or half-year keeps its year and says the rest in words. */
function cslDate(date: string): object {
  if (/^\d{4}(-\d\d){0,2}$/.test(date)) return { 'date-parts': [date.split('-').map(Number)] };
  const span = spanOf(date);
  if (span === null) return { literal: date };
  const years = [new Date(span.from), new Date(span.to)].map((day) => [day.getUTCFullYear()]);
  const [from = [], to = []] = years;
  return {
    'date-parts': from[0] === to[0] ? [from] : [from, to],
    literal: dateText(date),
  };
}

/** Text for a BibTeX field: what TeX would take for a command is escaped. */
function texText(text: string): string {
  return text.replace(/[\\{}$&#^_~%]/g, (character) => TEX[character] ?? `\\${character}`);
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

/** An address for a BibTeX field: braces would end it. */
function texUrl(url: string): string {
  return url.replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('\\', '%5C');
}
