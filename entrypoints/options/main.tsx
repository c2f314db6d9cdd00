import { showPage } from '../shared/own-page.tsx';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './options.css';
import { t } from '../../src/ui/language/message.ts';
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

showPage(
  'options',
  t('lists.title'),
  <OptionsFrame
    parts={[
      { id: 'lists', name: t('lists.lists'), content: <ListsPart /> },
      { id: 'sites', name: t('sites.sites'), content: <SitesPart /> },
      { id: 'badges', name: t('badgeOptions.badges'), content: <BadgesPart /> },
      { id: 'matching', name: t('matching.matching'), content: <MatchingPart /> },
      { id: 'hidden', name: t('hiddenOptions.hidden'), content: <HiddenPart /> },
      { id: 'privacy', name: t('privacy.privacy'), content: <PrivacyPart /> },
      { id: 'storage', name: t('storage.storage'), content: <StoragePart /> },
      { id: 'transfer', name: t('transfer.transfer'), content: <TransferPart /> },
      { id: 'about', name: t('about.about'), content: <AboutPart /> },
    ]}
  />,
);
