import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/masthead.css';
import './options.css';
import { DIRECTION, LANGUAGE } from '../../src/ui/wording.ts';
import { listWords } from '../../src/ui/wording-lists.ts';
import { siteWords } from '../../src/ui/wording-sites.ts';
import { OptionsFrame } from './frame.tsx';
import { ListsPart } from './lists-part.tsx';
import { SitesPart } from './sites-part.tsx';

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
      ]}
    />,
    root,
  );
}
