import { t } from '../../src/ui/language/message.ts';

/** One of several, or all of them. */
export function Choice<T extends string>(props: {
  id: string;
  label: string;
  value: T | null;
  options: readonly (readonly [value: T, label: string])[];
  onChange: (value: T | null) => void;
}) {
  const { id, label, value, options, onChange } = props;
  return (
    <p>
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => {
          const wanted = event.currentTarget.value;
          onChange(options.find(([one]) => one === wanted)?.[0] ?? null);
        }}
      >
        <option value="">{t('choice.all')}</option>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

/** Words to look for among the rows. */
export function Find(props: { label: string; value: string; onInput: (text: string) => void }) {
  return (
    <p>
      <label for="find">{props.label}</label>
      <input
        id="find"
        type="search"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </p>
  );
}
