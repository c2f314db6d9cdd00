import type { ComponentChildren } from 'preact';
import { platformName } from '../../src/accounts/platforms.ts';
import { keyPart, t } from '../../src/ui/language/message.ts';
import { type choicesIn, EVERYTHING, type Query, STATUSES } from './query.ts';

/** The search field and what else disclosures can be asked for by. */
export function Filters(props: {
  query: Query;
  choices: ReturnType<typeof choicesIn>;
  onQuery: (query: Query) => void;
}) {
  const { query, choices, onQuery } = props;
  const ask = (part: Partial<Query>) => onQuery({ ...query, ...part });
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="field wide">
          <span>{t('catalogue.searchLabel')}</span>
          <input
            type="search"
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            value={query.text}
            onInput={(event) => ask({ text: event.currentTarget.value })}
          />
        </label>
        <Choice
          name={t('catalogue.platform')}
          value={query.platform}
          choices={choices.platforms}
          textOf={platformName}
          onChange={(platform) => ask({ platform })}
        />
        <Choice
          name={t('catalogue.year')}
          value={query.year}
          choices={choices.years}
          onChange={(year) => ask({ year })}
        />
        <Choice
          name={t('catalogue.discloser')}
          value={query.discloser}
          choices={choices.disclosers}
          onChange={(discloser) => ask({ discloser })}
        />
        <Choice
          name={t('catalogue.country')}
          value={query.country}
          choices={choices.countries}
          onChange={(country) => ask({ country })}
        />
        <Choice
          name={t('catalogue.status')}
          value={query.status}
          choices={STATUSES}
          textOf={(status) => t(`catalogue.statuses.${keyPart(status)}`)}
          onChange={(status) => ask({ status })}
        />
        {JSON.stringify(query) !== JSON.stringify(EVERYTHING) && (
          <button type="button" class="link-button" onClick={() => onQuery(EVERYTHING)}>
            {t('catalogue.clear')}
          </button>
        )}
      </form>
    </search>
  );
}

function Choice<Value extends string>(props: {
  name: ComponentChildren;
  value: Value | null;
  choices: readonly Value[];
  textOf?: (value: Value) => string;
  onChange: (value: Value | null) => void;
}) {
  const { choices, textOf = (value: Value) => value } = props;
  return (
    <label class="field">
      <span>{props.name}</span>
      <select
        value={props.value ?? ''}
        onChange={({ currentTarget: { value } }) =>
          props.onChange(choices.find((choice) => choice === value) ?? null)
        }
      >
        <option value="">{t('catalogue.any')}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {textOf(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
