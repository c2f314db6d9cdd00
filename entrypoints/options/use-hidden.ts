import { useEffect, useState } from 'preact/hooks';
import { type Hidden, onHiddenChanged, readHidden } from '../../src/store/hidden.ts';

/** What is hidden, kept up to date; null until it is read. */
export function useHidden(): readonly Hidden[] | null {
  const [hidden, setHidden] = useState<readonly Hidden[] | null>(null);
  useEffect(() => {
    void readHidden().then(setHidden);
    return onHiddenChanged(setHidden);
  }, []);
  return hidden;
}
