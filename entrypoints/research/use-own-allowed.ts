import { useEffect, useState } from 'preact/hooks';
import { readPolicy } from '../../src/store/managed.ts';

/** Whether the organisation, if there is one, lets people make lists of files; the background asks again. */
export function useOwnAllowed(): boolean {
  const [allowed, setAllowed] = useState(true);
  useEffect(() => {
    void readPolicy().then(({ ownLists }) => setAllowed(ownLists));
  }, []);
  return allowed;
}
