import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './options.css';
import { DIRECTION, LANGUAGE } from '../../src/ui/wording.ts';
import { listWords } from '../../src/ui/wording-lists.ts';
import {
  aboutWords,
  badgeOptionsWords,
  hiddenOptionsWords,
  matchingWords,
  privacyWords,
  storageWords,
  transferWords,
} from '../../src/ui/wording-options.ts';
import { siteWords } from '../../src/ui/wording-sites.ts';
import { AboutPart } from './about-part.tsx';
import { BadgesPart } from './badges-part.tsx';
import { OptionsFrame } from './frame.tsx';
import { HiddenPart } from './hidden-part.tsx';
import { ListsPart } from './lists-part.tsx';
import { MatchingPart } from './matching-part.tsx';
import { PrivacyPart } from './privacy-part.tsx';
import { SitesPart } from './sites-part.tsx';
import { StoragePart } from './storage-part.tsx';
import { TransferPart } from './transfer-part.tsx';

document.documentElement.lang = LANGUAGE;
document.documentElement.dir = DIRECTION;
document.title = listWords.title;
const root = document.getElementById('options');
if (root) {
  render(
    <OptionsFrame
      parts={[
        { id: 'lists', name: listWords.lists, content: <ListsPart /> },
        { id: 'sites', name: siteWords.sites, content: <SitesPart /> },
        { id: 'badges', name: badgeOptionsWords.badges, content: <BadgesPart /> },
        { id: 'matching', name: matchingWords.matching, content: <MatchingPart /> },
        { id: 'hidden', name: hiddenOptionsWords.hidden, content: <HiddenPart /> },
        { id: 'privacy', name: privacyWords.privacy, content: <PrivacyPart /> },
        { id: 'storage', name: storageWords.storage, content: <StoragePart /> },
        { id: 'transfer', name: transferWords.transfer, content: <TransferPart /> },
        { id: 'about', name: aboutWords.about, content: <AboutPart /> },
      ]}
    />,
    root,
  );
}
