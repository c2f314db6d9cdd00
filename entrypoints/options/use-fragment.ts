import { useEffect, useState } from 'preact/hooks';

/** The part that the address names behind `#`, or else the first; and whether a person went there on this page. */
export function useFragment(ids: readonly string[]): { id: string; moved: boolean } {
  const [at, setAt] = useState({ id: named(ids), moved: false });
  useEffect(() => {
    const move = () => setAt({ id: named(ids), moved: true });
    window.addEventListener('hashchange', move);
    return () => window.removeEventListener('hashchange', move);
  }, [ids]);
  return at;
}

function named(ids: readonly string[]): string {
  const wanted = window.location.hash.slice(1);
  return ids.includes(wanted) ? wanted : (ids[0] ?? '');
}
