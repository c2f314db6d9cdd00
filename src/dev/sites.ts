import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Site } from '../readers/core/site.ts';
import { SITES } from '../readers/index.ts';
import { inRoot } from './root.ts';
import {
  figuresOf,
  fixturePages,
  type KnownPage,
  type PageFigures,
  savedPages,
} from './saved-pages.ts';
import { GAPS } from './site-gaps.ts';

export const SITES_DOCUMENT = inRoot('docs/SITES.md');

/** From here on the document tells of saved pages, which not everybody has. */
const SAVED_PART = '## Saved pages\n';

/** `npm run sites`: reads every page of which it is known what it names and writes docs/SITES.md. */
export async function main(): Promise<number> {
  const before = existsSync(SITES_DOCUMENT) ? readFileSync(SITES_DOCUMENT, 'utf8') : '';
  const saved = savedPart();
  if (saved === null) {
    console.error(
      'No folder shared/ beside the repository: the part about saved pages stays as it is.',
    );
  }
  writeFileSync(SITES_DOCUMENT, fixturesPart() + (saved ?? parts(before).saved));
  return 0;
}

/** The document's two halves, as they stand. */
export function parts(text: string): { readonly fixtures: string; readonly saved: string } {
  const at = text.indexOf(SAVED_PART);
  return at < 0
    ? { fixtures: text, saved: '' }
    : { fixtures: text.slice(0, at), saved: text.slice(at) };
}

/** What the document says that anybody can check: the sites, and our own pages of them. */
export function fixturesPart(): string {
  const pages = fixturePages();
  const ofSite = (id: string) =>
    pages.filter(({ name, site }) => site === id || name === `planted/${id}`);
  const others = pages.filter(({ name, site }) =>
    SITES.every(({ id }) => site !== id && name !== `planted/${id}`),
  );
  return [
    '# Sites',
    '',
    'Written by `npm run sites` from the readers and from what they find in pages of which it is known what',
    'they name; not by hand. The same pages are read by the extension in Chromium and in Firefox and by',
    '`npm run cli -- read` in the end-to-end tests, and must give the same.',
    '',
    '*Required* hosts are read from installation on; *optional* ones once a person has allowed the site. Links',
    'to every site are read on every page that is read. *Named* are the accounts that the pages name, *invented*',
    'what a reader took for an account and is none. The pages in `tests/fixtures` were made by hand, with',
    'look-alikes, reserved words and the same names on other sites among them.',
    '',
    '| Site | Hosts whose pages are read | Permission | Pages | Named | Found | Invented |',
    '| --- | --- | --- | --: | --: | --: | --: |',
    ...SITES.map((site) => {
      const hosts = site.hosts.map((host) => `\`${host}\``).join(', ');
      const permission = site.onInstall ? 'required' : 'optional';
      return `| ${site.name} | ${hosts} | ${permission} | ${figures(ofSite(site.id))} |`;
    }),
    `| Archives, embedded posts, other pages | on request | none standing | ${figures(others)} |`,
    '',
    '## What is read, and what is not',
    '',
    ...SITES.flatMap((site) => [
      `### ${site.name}`,
      '',
      `Names as ${rolesOf(site).join(', ')}. ${idsOf(site)}`,
      '',
      ...(GAPS[site.id] ?? []).map((gap) => `- ${gap}`),
      '',
    ]),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** What the readers find in saved pages; null where there are none. */
function savedPart(): string | null {
  const pages = savedPages();
  if (pages.length === 0) return null;
  const sites = [...new Set(pages.map(({ site }) => site))].sort();
  return [
    SAVED_PART,
    'Pages of other people, saved as they were served or shown, from the folder `shared/` beside the repository;',
    'what they name was put down by others. They are not part of the repository.',
    '',
    '| Page of | Pages | Named | Found | Invented |',
    '| --- | --: | --: | --: | --: |',
    ...sites.map((site) => {
      return `| ${site} | ${figures(pages.filter((page) => page.site === site))} |`;
    }),
    `| all | ${figures(pages)} |`,
    '',
  ].join('\n');
}

const known = new Map<KnownPage, PageFigures>();

function figures(pages: readonly KnownPage[]): string {
  const all = pages.map((page) => {
    const read = known.get(page) ?? figuresOf(page);
    known.set(page, read);
    return read;
  });
  const sum = (of: (one: (typeof all)[number]) => number) =>
    all.reduce((total, one) => total + of(one), 0);
  return [
    pages.length,
    sum(({ expected }) => expected),
    sum(({ found }) => found),
    sum(({ invented }) => invented.length),
  ].join(' | ');
}

function rolesOf({ page }: Site): string[] {
  const roles = [
    ...(page?.roles ?? []).flatMap(({ role, later }) => [role, later]),
    ...(page?.attributes ?? []).map(({ role }) => role),
    page?.head === undefined ? undefined : 'profile',
  ];
  return [...new Set(roles.filter((role) => role !== undefined))].sort();
}

function idsOf({ page, links }: Site): string {
  const places = [
    links.some((form) => /\{id\}/.test(JSON.stringify(form))) ? 'in links' : null,
    page?.ids ||
    page?.attributes?.some((one) => one.idAttribute ?? /\?<id>/.test(one.pattern?.source ?? ''))
      ? 'beside names'
      : null,
    page?.identities ? 'in the page’s own data' : null,
  ].filter((place) => place !== null);
  return places.length === 0 ? 'No permanent ids.' : `Permanent ids ${places.join(', ')}.`;
}
