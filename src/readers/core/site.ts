import type { PlatformId } from '../../accounts/platforms.ts';
import type { Role } from '../../accounts/reference.ts';
import type { TimeSpan } from '../../accounts/time.ts';

/**
 * One form that links to accounts take on a site.
 *
 * A path template is written segment by segment: a literal (`status`), alternatives (`a|b`), one
 * capture with optional text around it (`{handle}`, `@{handle}`, `{name}-{id}`), `*` for any one
 * segment, and a last `**` for any rest. Captures: `{handle}`, `{id}` (the account's permanent id),
 * `{post}` (the id of a post), `{name}` (a display name: read over).
 */
export interface LinkForm {
  readonly path: string;
  /** Only on hosts written so (`{handle}.tumblr.com`); else on the site's `hosts`. */
  readonly host?: string;
  /** Query parameters that must be there; values are `{handle}`, `{id}`, `{post}`, a literal, or `*` for anything. */
  readonly query?: Readonly<Record<string, string>>;
  /** Template for the part behind `#`, when the account stands there. */
  readonly hash?: string;
  /**
   * How a captured handle is kept where a platform has several name spaces: `user/{handle}`. `{host}` is
   * the host that accounts are named after; a handle that has its own (`user@host`) is left alone.
   * With `{id}` how a captured id is written: `-{id}`.
   */
  readonly as?: string;
  /**
   * `account` (default): the link leads to the account. `part`: to a part of its pages (a tab, a list
   * of followers). `post`: to a post said to be by the account, the name in it may be old. `share`: it
   * names a site's own account in a share button.
   */
  readonly says?: LinkSays;
}

export type LinkSays = 'account' | 'part' | 'post' | 'share';

/** Names or ids that stand in attributes or text instead of links. */
export interface AttributeSource {
  readonly select: string;
  /** Attribute read; the element's text when left out. */
  readonly attribute?: string;
  /** With groups `handle` and/or `id`; the whole value is the handle when left out. */
  readonly pattern?: RegExp;
  /** The value holds several names, separated by this. */
  readonly separator?: RegExp;
  /** Attribute of the same element that holds the permanent id. */
  readonly idAttribute?: string;
  readonly role?: Role;
  /** Inside the element: behind what a badge may stand; `:scope` is itself. Without it, no badge. */
  readonly anchor?: string;
}

/** A permanent id that stands beside a link or inside a row. */
export interface IdSource {
  readonly select: string;
  readonly attribute: string;
  /** First group is the id; the whole value when left out. */
  readonly pattern?: RegExp;
  /**
   * The id belongs to the account of the closest such element: the one named by `handle`, else the
   * first one linked in it. Without it, to the link itself.
   */
  readonly within?: string;
  /** Where the same element names the account of the id: in an attribute, else in its text. */
  readonly handle?: { readonly attribute?: string; readonly pattern: RegExp };
}

/** What the page's own data says of one account: embedded JSON, meta elements. */
export interface Identity {
  readonly handle: string | null;
  readonly id: string | null;
  readonly created: TimeSpan | null;
}

/** A name found by a site's own code where data can't say it. */
export interface FoundName {
  readonly handle: string | null;
  readonly id?: string | null;
  readonly element: Element;
  readonly anchor: Element | null;
  readonly role: Role;
  /** Where it is not the site's own. */
  readonly platform?: PlatformId;
}

/** What a site's own code gets to see of a page. */
export interface PageView {
  readonly document: Document;
  /** The address of what is shown: for an archive's page, the archived one. */
  readonly original: URL;
  /** The account that an absolute address leads to, whatever site's it is. */
  readonly accountAt: (address: string) => {
    readonly site: Site;
    readonly handle: string | null;
    readonly says: LinkSays;
  } | null;
}

/** The role of the names inside an element. */
export interface RoleRule {
  readonly within: string;
  readonly role: Role;
  /** The role in all such elements of one row but the first: a shared post's author stands below the sharer. */
  readonly later?: Role;
  /** The role of an element of which `within` alone can't say it; null leaves it at `role`. */
  readonly unless?: (element: Element, within: Element) => Role | null;
}

/** Where names stand in a site's own pages: CSS selectors, and code where those can't say it. */
export interface PageHooks {
  /** Containers that a virtual list re-uses; re-read as a whole when anything in them changes. */
  readonly rows?: string;
  /** Blocks in which several links to one account are one name and get one badge. */
  readonly names?: string;
  /** The first one that fits gives the role; a link outside all of them is a `link`. */
  readonly roles?: readonly RoleRule[];
  /** Where a profile's page shows, as text, the name of the account that its address names. */
  readonly head?: string;
  readonly attributes?: readonly AttributeSource[];
  readonly ids?: readonly IdSource[];
  /** Attributes whose change makes a row another's, beside `href`. */
  readonly watched?: readonly string[];
  /** Tabs, counters, menus: names in them are counted and show no badge. */
  readonly quiet?: string;
  /** Links to posts that stand for the name of who wrote them, not for a date or a picture. */
  readonly postNames?: string;
  /** The site's own furniture: names in it are not content. */
  readonly skip?: string;
  /** The time of what a row holds: an element with `datetime`. */
  readonly time?: string;
  /** Elements whose open shadow roots hold names. */
  readonly shadowHosts?: string;
  /** What the page's own data says; called at the beginning and after navigation. */
  readonly identities?: (page: PageView) => readonly Identity[];
  /** The address of the account that a link names only by its element: a mention of somebody on another server. */
  readonly link?: (link: Element, address: URL) => URL | null;
  /** Names that neither links nor attributes give; `root` is the part of the page to look at. */
  readonly find?: (page: PageView, root: ParentNode) => readonly FoundName[];
}

/** One site, or a family of sites that show accounts of one platform in the same way. */
export interface Site {
  /** The file's name without its ending. */
  readonly id: string;
  /** The name people know the site by. */
  readonly name: string;
  readonly platform: PlatformId;
  /** `x.com` (with the usual `www.`, `m.`, `mobile.`), or `*.facebook.com` for any subdomain too. */
  readonly hosts: readonly string[];
  /** Read from installation on; other sites are asked for by the person, one by one. */
  readonly onInstall?: true;
  /** Hosts whose addresses follow the same grammar, but whose pages are not read. */
  readonly linkHosts?: readonly string[];
  /** Hosts under a `*.` that are the company's own and name nobody. */
  readonly notHosts?: readonly string[];
  readonly links: readonly LinkForm[];
  /**
   * First path segments that look like handles and are none, in a name space with it (`groups/feed`);
   * lower case, separated by blanks. Whatever ends in `.php` needs no mention.
   */
  readonly reserved?: string;
  /** What looks like a bare handle and is something else by its form: `wall-1_2`. */
  readonly notHandles?: RegExp;
  readonly page?: PageHooks;
  /** Software that anyone can host: whether a page of an unknown host is of this kind. */
  readonly recognise?: (document: Document, address: URL) => boolean;
  /** With it: the host that the accounts of a page's server are named after, where it is another one. */
  readonly accountHost?: (document: Document, address: URL) => string | null;
  /** Paths that lead to an account of this platform whatever host they are on. */
  readonly anyHost?: RegExp;
}
