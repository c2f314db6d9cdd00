import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserName } from '../../src/dev/extension.ts';
import { assembleList } from '../../src/publish/build.ts';
import { Disclosure } from '../../src/records/disclosure.ts';
import { AccountEntry } from '../../src/records/entry.ts';
import { copyOfBuild } from './build-copy.ts';

/** Texts that somebody might hope to be taken for more than text. Each would say `pwned`, or ask `evil.example`. */
export const HOSTILE: Readonly<Record<string, string>> = {
  markup:
    '<img src="https://evil.example/a.png" onerror="globalThis.pwned=1"><lens-evil></lens-evil><script>globalThis.pwned=1</script>',
  attribute: '" onmouseover="globalThis.pwned=1" style="position:fixed;inset:0" data-evil="',
  'script address': 'javascript:globalThis.pwned=1',
  'data address': 'data:text/html,<script>globalThis.pwned=1</script>',
  'direction marks': 'safe \u202Egnp.exe\u202D \u2066abc\u2067 \u202Bdef',
  'letters of no width': 'a\u200Bb\u200C\u2060\uFEFF\u00AD\u034Fc',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
  templates: "{{constructor.constructor('globalThis.pwned=1')()}} ${globalThis.pwned=1} %s $& $1",
  styles: '</style><style>*{background:url(https://evil.example/b)}</style>;}*{display:none}',
  'one long word': `w${'W'.repeat(2500)}w`,
  'many lines': 'line\n'.repeat(300),
  'control characters': 'a\u0000b\u0007c\u001B[31md\u2028e\u0085f',
  entities: '&lt;img&gt; &#60;lens-evil&#62; &amp;amp;',
  'marks in heaps': `Z${'\u0336\u0489\u030D'.repeat(100)}a`,
  'a word that every object knows': '__proto__',
};

export const NAMES = Object.keys(HOSTILE).map((_, at) => `evil_name_${at}`);

/** The id of a disclosure can be no such text, but a word that every object knows. */
export const idOf = (at: number): string => (at === 0 ? 'constructor' : `evil-${at}`);

function disclosureOf(text: string, at: number): Disclosure {
  const source = sourceOf(text);
  return Disclosure.parse({
    id: idOf(at),
    disclosedBy: { name: text, shortName: text.trim().slice(0, 24) },
    platforms: ['x'],
    date: '2019-01-31',
    title: text,
    kind: 'network-takedown',
    attributedTo: text,
    statedReason: { kind: at % 2 === 0 ? 'quote' : 'summary', text, language: 'en', source },
    counts: {
      claimed: [{ of: 'account', number: 5, precision: 'about', note: text }],
      published: [{ of: 'account', number: 4, note: text }],
    },
    namesPublished: 'all',
    namesNote: text,
    sources: [source],
    revisions: [{ date: '2019-02', summary: text, source }],
    disputes: [disputeOf(text)],
    notes: text,
    confirmation: { confirmed: false, unconfirmedFields: [text] },
  });
}

const sourceOf = (text: string) => ({
  title: text,
  publisher: text,
  url: `https://evil.example/${encodeURIComponent(text.slice(0, 100))}?"><lens-evil>`,
  archivedUrl: null,
  date: '2019',
});

const disputeOf = (text: string) => ({
  ...{ kind: 'denial', by: text, date: '2019-02', summary: text },
  quote: { text, language: 'en' },
  source: sourceOf(text),
});

function entryOf(text: string, at: number): AccountEntry {
  return AccountEntry.parse({
    platform: 'x',
    handle: NAMES[at],
    displayName: text,
    namedIn: [{ disclosure: idOf(at), source: sourceOf(text) }],
    history: [{ status: 'reinstated', date: '2019-03', summary: text, source: sourceOf(text) }],
    disputes: [disputeOf(text)],
    note: text,
  });
}

/** A copy of the build, under a name, in whose package lies a list of hostile texts in place of its own. Gives its folder. */
export function buildWithHostileList(browser: BrowserName, name: string): string {
  const folder = copyOfBuild(browser, name, () => {});
  const texts = Object.values(HOSTILE);
  const { files } = assembleList(
    {
      disclosures: texts.map(disclosureOf),
      entries: [
        ...texts.map(entryOf),
        // Such a handle is none: the entry is counted and never found.
        ...texts.map((text, at) => ({
          ...{ ...entryOf(text, at), handle: text.slice(0, 250), note: null },
        })),
      ],
    },
    {
      created: new Date(),
      identity: {
        id: 'hostile-list',
        name: '<lens-evil>"{{1}}\u202E<b>',
        publisher: '<img src=https://evil.example/p onerror="pwned=1">',
        contact: 'javascript:globalThis.pwned=1',
        homepage: 'https://evil.example/"><lens-evil>',
        licence: "<lens-evil style='position:fixed'>",
        corrections: 'https://evil.example/?a=<lens-evil>',
      },
    },
  );
  const list = path.join(folder, 'list');
  rmSync(list, { recursive: true });
  copyInto(list, files);
  return folder;
}

function copyInto(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(folder);
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
}
