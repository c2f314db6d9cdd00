import { useCallback, useEffect, useState } from 'preact/hooks';
import { type ManagedPolicy, onPolicyChanged, readPolicy } from '../../src/store/managed.ts';
import {
  changeSettings,
  onSettingsChanged,
  readSettings,
  type Settings,
} from '../../src/store/settings.ts';

/** Settings as they count, and what an organisation has set of them; null until they are read. */
export interface SettingsState {
  readonly settings: Settings;
  readonly policy: ManagedPolicy;
}

/** The settings, kept up to date, with the way to change what the person chose. */
export function useSettings() {
  const [state, setState] = useState<SettingsState | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const refresh = () =>
      void Promise.all([readSettings(), readPolicy()]).then(([settings, policy]) =>
        setState({ settings, policy }),
      );
    refresh();
    const stops = [onSettingsChanged(refresh), onPolicyChanged(refresh)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  /** Given a function, of what stands there then: what is shown may be older than what was pressed just before. */
  const change = useCallback(
    (fields: Partial<Settings> | ((old: Settings) => Partial<Settings>)) => {
      changeSettings((old) => ({
        ...old,
        ...(typeof fields === 'function' ? fields(old) : fields),
      })).then(
        () => setFailed(false),
        () => setFailed(true),
      );
    },
    [],
  );
  return { state, failed, change };
}

/** Whether an organisation has set this, so that it can't be changed here. */
export function isLocked({ policy }: SettingsState, name: keyof Settings): boolean {
  return name in policy.settings;
}
