// Apart from the schemas, so that what shows a link can check it without carrying a schema library.

/** Whether an address may be shown as a link: https or http, without user name or password. */
export function isEvidenceUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.hostname !== ''
  );
}
