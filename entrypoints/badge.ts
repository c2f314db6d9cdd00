import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { BadgeChoices } from '../src/page/choices.ts';
import { offerPart } from '../src/page/parts.ts';
import { BadgePlaces } from '../src/page/places.ts';
import { summarise } from '../src/page/summary.ts';
import { circumstancesOf } from '../src/readers/core/circumstances.ts';

/** Put into a frame by the background when the first name there is let through by a filter. */
export default defineUnlistedScript(() => {
  const choices = new BadgeChoices();
  offerPart('badge', {
    choices,
    summarise,
    circumstancesOf,
    createPlaces: (document, watched) =>
      new BadgePlaces(document, watched, () => choices.badgeSize),
  });
});
