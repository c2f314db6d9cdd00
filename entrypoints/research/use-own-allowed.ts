import { useEffect, useState } from 'preact/hooks';
import { onPolicyChanged, readPolicy } from '../../src/store/managed.ts';

/** Whether the organisation, if there is one, lets people make lists of files; the background asks again. */
export function useOwnAllowed(): boolean {
  const [allowed, setAllowed] = useState(true);
  useEffect(() => {
    const read = () => void readPolicy().then(({ ownLists }) => setAllowed(ownLists));
    read();
    return onPolicyChanged(read);
  }, []);
  return allowed;
}
