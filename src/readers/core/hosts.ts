/** Lower case, without the prefixes that sites use for the same pages on other devices. */
export function normalHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^(?:www|m|mobile)\.(?=[^.]+\.)/, '')
    .replace(/\.$/, '');
}
