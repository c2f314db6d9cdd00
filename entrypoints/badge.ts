import { browser } from '@wxt-dev/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { BadgeChoices } from '../src/page/choices.ts';
import { JournalNotes } from '../src/page/journal-notes.ts';
import { offerPart } from '../src/page/parts.ts';
import { BadgePlaces } from '../src/page/places.ts';
import { remember, summarise } from '../src/page/summary.ts';
import { circumstancesOf } from '../src/readers/core/circumstances.ts';

/** Put into a frame by the background when the first name there is let through by a filter. */
export default defineUnlistedScript(() => {
  const choices = new BadgeChoices();
  const notes = new JournalNotes(browser.runtime.onMessage);
  offerPart('badge', {
    choices,
    notes,
    follow: (onChange) => Promise.all([choices.follow(onChange), notes.follow(onChange)]),
    remember,
    summarise,
    circumstancesOf,
    createPlaces: (document, watched) =>
      new BadgePlaces(document, watched, () => choices.badgeSize),
  });
});
