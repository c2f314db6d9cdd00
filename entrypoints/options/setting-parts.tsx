import type { ComponentChildren } from 'preact';
import { t } from '../../src/ui/language/message.ts';
import { Switch } from '../../src/ui/parts.tsx';

/** That an organisation has set what stands above it. */
export function LockedNote() {
  return <p class="quiet small">{t('options.locked')}</p>;
}

/** That the browser could not keep a change. */
export function NotSaved({ failed }: { failed: boolean }) {
  return <p role="alert">{failed && t('options.notSaved')}</p>;
}

/** One switch with what is to be said of it. */
export function SettingSwitch(props: {
  on: boolean;
  locked: boolean;
  note?: ComponentChildren;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <li class="site-row">
      <Switch on={props.on} disabled={props.locked} onChange={props.onChange}>
        {props.children}
      </Switch>
      {props.note !== undefined && <p class="quiet small">{props.note}</p>}
      {props.locked && <LockedNote />}
    </li>
  );
}
