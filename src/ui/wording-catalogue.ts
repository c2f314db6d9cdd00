import { numberText, plural, t } from './language/message.ts';
import { dateText } from './wording.ts';

export const catalogueWords = {
  results: (shown: number, all: number) =>
    shown === all
      ? plural('catalogue.resultsAll', all)
      : plural('catalogue.results', all, numberText(shown)),
  resultFacts: (facts: { date: string; disputes: number; names: number }) =>
    [
      dateText(facts.date),
      facts.disputes === 0 ? t('catalogue.noDispute') : plural('counts.disputes', facts.disputes),
      facts.names === 0 ? t('catalogue.noNames') : plural('catalogue.namesKnown', facts.names),
    ].join(' · '),
};
