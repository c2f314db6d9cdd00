import { accountCreatedAt } from '../../../src/accounts/births.ts';
import { normalHandle, spelledHandle } from '../../../src/accounts/handles.ts';
import { normalId } from '../../../src/accounts/ids.ts';
import { keysOf } from '../../../src/accounts/keys.ts';
import { displayHandle, profileUrl } from '../../../src/accounts/names.ts';
import { PLATFORM_IDS } from '../../../src/accounts/platforms.ts';
import { ListRefused } from '../../../src/lists/refusal.ts';
import { accountAt } from '../../../src/readers/core/registry.ts';
import { unwrap } from '../../../src/readers/core/unwrap.ts';
import { isEvidenceUrl } from '../../../src/records/link.ts';
import { addressIn } from '../../../src/research/check/cells.ts';
import { listAddress } from '../../../src/sync/fetch-list.ts';
import { bytesOf, hold, holdSame, inputText, readOrRefused, type Target } from '../target.ts';

const HOSTS = [
  'x.com',
  'facebook.com',
  'youtube.com',
  'reddit.com',
  't.me',
  'vk.com',
  'medium.com',
];

export const handlesTarget: Target = {
  name: 'handles',
  reads: 'handles and ids of every platform, their keys and addresses (`accounts`)',
  seeds: async () =>
    [
      ...['TEN_GOP', '@name', '/u/some_one', 'r/sub', 'a.b.c', 'user/Ωμέγα', 'c/Ünïcode'],
      ...['in/some-one', 'name@example.org', 'blog.tumblr.com', 'blog-deactivated20180101'],
      ...['123456789', '-1001234567890', 'UCabcdefghijklmnopqrstuv', 'did:plc:abcdefghijklmnop'],
      ...['id12345', 'club77', '9.06E+17', 'https://example.org/users/one', 't2_abc'],
    ].map(bytesOf),
  words: ['@', '＠', 'u/', 'r/', 'user/', 'company/', '.bsky.social', '\u200e', '\u0130', 'ς', 'ſ'],
  isJson: false,
  check(input) {
    const text = inputText(input);
    for (const platform of PLATFORM_IDS) {
      const handle = normalHandle(platform, text);
      const spelled = spelledHandle(platform, text);
      hold((handle === null) === (spelled === null), 'spelled as far as it is one');
      if (handle !== null && spelled !== null) {
        holdSame(normalHandle(platform, handle), handle, `${platform}: a normal form is its own`);
        holdSame(normalHandle(platform, spelled), handle, `${platform}: spelling keeps the name`);
        const shown = displayHandle(platform, text);
        holdSame(normalHandle(platform, shown), handle, `${platform}: shown, it is the same`);
      }
      const id = normalId(platform, text);
      if (id !== null) holdSame(normalId(platform, id), id, `${platform}: an id is its own`);
      if (id !== null) accountCreatedAt(platform, id);
      const keys = keysOf({ platform, handle: text, earlierHandles: [text], platformId: text });
      hold(new Set(keys).size === keys.length, 'each key once');
      const address = profileUrl(platform, { handle: text, id: text });
      if (address !== null) hold(/^https:\/\//.test(new URL(address).href), 'an https address');
    }
  },
};

export const addressesTarget: Target = {
  name: 'addresses',
  reads:
    'addresses: of accounts, wrapped ones, of lists, as links (`readers/core`, `sync`, `records`)',
  seeds: async () =>
    [
      ...['https://x.com/TEN_GOP/status/1', 'https://mobile.twitter.com/i/user/123'],
      ...[
        'https://www.facebook.com/profile.php?id=100',
        'https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa',
      ],
      ...['https://web.archive.org/web/20180101000000/https://twitter.com/TEN_GOP'],
      ...['https://archive.ph/2019.01.31-120000/https://x.com/a', 'hxxps://x[.]com/name'],
      ...['https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv', 'x-com.translate.goog/a'],
      ...['https://mastodon.social/@one@example.org', 'https://bsky.app/profile/did:plc:abc'],
      ...['http://localhost:8080/list/latest', 'https://some.tumblr.com/', 'https://t.me/s/name'],
    ].map(bytesOf),
  words: [
    ...HOSTS,
    ...['https://', 'http:', '//', '/', '?u=', '#', '%2F', '%00', '@', 'javascript:', 'data:'],
    ...['/web/2018/', '\u202e', '..', ':443', '.translate.goog', '[::1]', '\\', 'xn--', '\u3002'],
  ],
  isJson: false,
  check(input) {
    const text = inputText(input);
    const cell = addressIn(text);
    if (cell?.kind === 'account') holdAccount(cell.account);
    const list = readOrRefused(() => listAddress(text), ListRefused);
    if (list !== null) {
      const { protocol, username, search, hash, pathname } = new URL(list);
      hold(protocol === 'https:' || protocol === 'http:', 'a list by http or https');
      hold(username === '' && search === '' && hash === '', 'nothing beside the address');
      hold(pathname.endsWith('/'), 'a folder');
      holdSame(listAddress(list), list, 'a list’s address is its own');
    }
    if (isEvidenceUrl(text)) hold(/^https?:$/.test(new URL(text).protocol), 'a link that opens');
    if (!URL.canParse(text)) return;
    const address = new URL(text);
    const unwrapped = unwrap(address);
    if (unwrapped) hold(/^https?:$/.test(unwrapped.url.protocol), 'unwrapped to the web');
    const account = accountAt(address);
    if (account) holdAccount(account);
  },
};

type Account = NonNullable<ReturnType<typeof accountAt>>;

function holdAccount({ site, handle, id, capturedAt }: Account): void {
  hold((PLATFORM_IDS as readonly string[]).includes(site.platform), 'a platform that is known');
  hold(handle !== null || id !== null, 'a name or an id');
  hold(capturedAt === null || Number.isFinite(capturedAt), 'a time or none');
}
