import { addressIn } from '../check/cells.ts';
import type { NamedAccount, RowMeaning } from './report.ts';

/** Text as it was before it was made harmless for print: `hxxps[:]//t[.]me/name`, `info[at]host[.]org`. */
export function refanged(text: string): string {
  return text
    .trim()
    .replace(/\[(\.|:|\/|\/\/|:\/\/)\]|\((\.)\)|\{(\.)\}/g, '$1$2$3')
    .replace(/\[dot\]|\(dot\)/gi, '.')
    .replace(/\s*[[(](?:at|@)[\])]\s*/gi, '@')
    .replace(/\bhxxp/gi, 'http');
}

const EMAIL = /^[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}$/i;
const HOST = /^(?:[a-z]+:\/\/)?(?:[\w-]+\.)+[\p{L}][\p{L}\p{N}-]+\.?(?::\d+)?\/?$/iu;

/** Posts whose address names nobody. */
const POST_OF_NOBODY =
  /(?:youtube\.com\/(?:watch|shorts|live)|youtu\.be\/\w|reddit\.com\/r\/\w+\/comments|redd\.it\/\w|facebook\.com\/(?:watch|reel|photo|story)|instagram\.com\/(?:p|reel)\/)/i;

/**
 * What a text without blanks is that may be an address: an account, a post, a website; null where it is none.
 *
 * @param names Whether an account's address names it here. Elsewhere it is only an address.
 */
export function meaningOfAddress(text: string, names: boolean): RowMeaning | null {
  const address = refanged(text);
  if (address === '' || /\s/.test(address)) return null;
  if (EMAIL.test(address)) return { is: 'email' };
  const found = addressIn(address);
  if (found === null) return null;
  if (found.kind === 'other') {
    if (HOST.test(address)) return { is: 'domain' };
    return { is: POST_OF_NOBODY.test(address) ? 'post' : 'other-address' };
  }
  const { account } = found;
  if (!names) return { is: HOST.test(address) ? 'domain' : 'other-address' };
  if (account.says === 'post') return { is: 'post' };
  if (account.says === 'share') return { is: 'other-address' };
  const named: NamedAccount = {
    platform: account.site.platform,
    ...kindOf(account.handle, address),
    handle: account.handle,
    id: account.id,
  };
  return { is: 'accounts', accounts: [named] };
}

function kindOf(handle: string | null, address: string): Pick<NamedAccount, 'kind'> {
  if (handle?.startsWith('groups/')) return { kind: 'group' };
  if (handle?.startsWith('r/')) return { kind: 'community' };
  if (/\bt\.me\/|youtube\.com\//i.test(address)) return { kind: 'channel' };
  if (/tumblr\.com|medium\.com/i.test(address)) return { kind: 'blog' };
  return {};
}
