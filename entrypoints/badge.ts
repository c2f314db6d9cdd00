import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { badgeModel, badgeText } from '../src/badge/model.ts';
import { judge } from '../src/page/judge.ts';
import { offerPart } from '../src/page/parts.ts';
import { BadgePlaces } from '../src/page/places.ts';
import { circumstancesOf } from '../src/readers/core/circumstances.ts';

/** Put into a frame by the background when the first name there is let through by a filter. */
export default defineUnlistedScript(() =>
  offerPart('badge', {
    judge,
    badgeModel,
    badgeText,
    circumstancesOf,
    createPlaces: (...args) => new BadgePlaces(...args),
  }),
);
