// How account flaggers usually work: the whole list in every tab, and all links of the document looked
// at anew a little after each change. Written for this comparison; no peer's code.
const listed = new Map();
for (let index = 0; index < 7244; index++) listed.set(`listed_${index}`, { reason: 'a reason' });
let timer = 0;

function scan() {
  for (const link of document.querySelectorAll('a[href]')) {
    const match = /^\/(\w{1,20})(?:\/|$)/.exec(new URL(link.href).pathname);
    const entry = match && listed.get(match[1].toLowerCase());
    if (!entry || link.nextElementSibling?.className === 'peer-badge') continue;
    const badge = document.createElement('span');
    badge.className = 'peer-badge';
    badge.textContent = 'listed';
    link.after(badge);
  }
}

new MutationObserver(() => {
  clearTimeout(timer);
  timer = setTimeout(scan, 150);
}).observe(document, { childList: true, subtree: true });
scan();
