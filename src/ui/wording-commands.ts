// What can be done from the keyboard, from the page's menu and from the address bar.

export const commandWords = {
  /** As the browser lists them among its shortcuts. */
  names: {
    'open-panel': 'Show what was found on this page in the side panel',
    'next-match': 'Go to the next listed name on this page',
    'previous-match': 'Go to the listed name before on this page',
    'look-up': 'Look an account up in the lists',
    'toggle-site': 'Switch the reading of this site off or on',
  },
  keys: 'Keys',
  noKey: 'no key',
  keysWhere: 'Keys can be changed among the browser’s own settings for extensions.',
  menuPanel: 'Show what was found in the side panel',
  menuLink: 'Look up this account',
  /** `%s` is what is selected; the browser puts it in. */
  menuSelection: 'Look up “%s”',
  /** What the address bar says first after its keyword. */
  omniboxDefault: 'Look up an account by name, address or id',
  omniboxFound: (account: string, platform: string, label: string) =>
    `${account} on ${platform}: ${label}`,
};
