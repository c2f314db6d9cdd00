const PREFIX = 'private-';

/** The id of the private list that a file was first made into. @param sha256 Of the file, in hex. */
export function privateListId(sha256: string): string {
  return PREFIX + sha256.slice(0, 16);
}

/** Whether a list is one that a person made of a file of theirs. Lists that are fetched may have no such id. */
export function isPrivateList(listId: string): boolean {
  return listId.startsWith(PREFIX);
}
