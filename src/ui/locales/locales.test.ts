import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

type Group = { readonly [key: string]: string | Group };

const HERE = path.dirname(new URL(import.meta.url).pathname);
const ROOT = path.join(HERE, '../../..');
const LANGUAGES = readdirSync(HERE)
  .filter((name) => name.endsWith('.json'))
  .map((name) => path.basename(name, '.json'));
const read = (language: string) =>
  JSON.parse(readFileSync(path.join(HERE, `${language}.json`), 'utf8')) as Group;

const isCount = (group: Group) => 'other' in group && 'one' in group;

/** Every message by its key; of what counts, one message whose forms are told apart. */
function messages(group: Group, above = ''): [key: string, forms: Group][] {
  return Object.entries(group).flatMap(([key, value]): [string, Group][] => {
    if (typeof value === 'string') return [[above + key, { '': value }]];
    return isCount(value) ? [[above + key, value]] : messages(value, `${above}${key}.`);
  });
}

const places = (text: string) => [...new Set(text.match(/\$\d/g) ?? [])].sort();

const english = new Map(messages(read('en')));

it('there are the languages that we promise', () => {
  expect(LANGUAGES).toEqual(expect.arrayContaining(['ar', 'en', 'es']));
});

describe.each(LANGUAGES)('%s', (language) => {
  const all = new Map(messages(read(language)));
  const formats = (read(language).formats as string) ?? '';

  it('has each message, and no other', () => {
    expect([...all.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('has a form for every number that its grammar tells apart', () => {
    const categories = new Intl.PluralRules(formats).resolvedOptions().pluralCategories.sort();
    for (const [key, forms] of all) {
      if (!isCount(forms)) continue;
      expect({ key, forms: Object.keys(forms).sort() }).toEqual({ key, forms: categories });
    }
  });

  it('puts in every value that the English has', () => {
    for (const [key, forms] of all) {
      const wanted = places(Object.values(english.get(key) ?? {}).join());
      for (const [form, text] of Object.entries(forms)) {
        expect(text, `${key} is empty`).not.toBe('');
        // A number that a form stands for by itself may go unsaid: "one name", "two names".
        const said = new Set(places(text as string));
        if (['zero', 'one', 'two'].includes(form)) said.add('$1');
        const missing = wanted.filter((place) => !said.has(place));
        expect({ key, form, missing }).toEqual({ key, form, missing: [] });
        expect(places(text as string).filter((place) => !wanted.includes(place))).toEqual([]);
      }
    }
  });

  it('puts no digit of its own onto a value, which would turn around where one reads from the right', () => {
    const texts = [...all].flatMap(([key, forms]) =>
      Object.values(forms).map((text) => `${key}: ${text as string}`),
    );
    expect(texts.filter((text) => /\$\d[:.,/-]\d|\d[:.,/-]\$\d/.test(text))).toEqual([]);
  });

  it('has names that browsers take, and a description that stores take', () => {
    const names = [...all.keys()].map((key) => key.replaceAll('.', '_'));
    expect(names.filter((name) => !/^[a-z]\w*$/i.test(name))).toEqual([]);
    // They don't tell capitals apart.
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect((read(language).description as string).length).toBeLessThanOrEqual(132);
  });
});

it('every message is asked for somewhere', () => {
  const files = ['src', 'entrypoints'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .map(({ name, parentPath }) => readFileSync(path.join(parentPath, name), 'utf8')),
  );
  const source = [...files, readFileSync(path.join(ROOT, 'wxt.config.ts'), 'utf8')].join('\n');
  const literals = new Set(source.match(/(?<=['"`])[a-z]\w*(?:\.\w+)*(?=['"`])/gi));
  // `card.kind.${…}` and `__MSG_description__`.
  const heads = [...source.matchAll(/`([a-z]\w*(?:\.\w+)*[._])\$\{/gi)].map(
    ([, head = '']) => head,
  );
  const inManifest = [...source.matchAll(/__MSG_(\w+?)_(?:\$|_)/g)].map(([, name = '']) => name);
  const isUsed = (key: string) =>
    literals.has(key) ||
    heads.some((head) => key.startsWith(head)) ||
    inManifest.some((name) => key.replaceAll('.', '_').startsWith(name));
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});
