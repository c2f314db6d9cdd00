/** The address, inside the extension, of the page of a disclosure. */
export function disclosurePath(id: string): string {
  return `/catalogue.html#/disclosure/${encodeURIComponent(id)}`;
}
