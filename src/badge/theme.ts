/** The page behind a badge: paper white, the blue-grey some sites call dim, or black. */
export type PageTheme = 'light' | 'dim' | 'dark';

/** Red, green, blue from 0 to 255 and opacity from 0 to 1. */
type Colour = readonly [number, number, number, number];

/**
 * The theme of what is really painted behind an element. The system's setting would be wrong on the many
 * sites that have their own switch, so the backgrounds are read from the element upwards.
 */
export function themeBehind(element: Element): PageTheme {
  let shine = 1;
  let luminance = 0;
  for (let node: Element | null = element; node !== null && shine > 0.05; node = parentOf(node)) {
    const [red, green, blue, opacity] = colourOf(getComputedStyle(node).backgroundColor);
    luminance += luminanceOf(red, green, blue) * opacity * shine;
    shine *= 1 - opacity;
  }
  luminance += shine * (canvasIsDark(element.ownerDocument) ? 0 : 1);
  // 0.012 stands between the blacks of dark themes (0 to 0.011) and the blue-greys of dim ones.
  return luminance > 0.18 ? 'light' : luminance > 0.012 ? 'dim' : 'dark';
}

function parentOf(node: Element): Element | null {
  if (node.assignedSlot) return node.assignedSlot;
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Reads a computed colour; what can't be read counts as transparent, and the walk goes on upwards. */
export function colourOf(text: string): Colour {
  const numbers = (text.match(/[\d.]+(?:e-?\d+)?%?/g) ?? []).map((part) =>
    part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part),
  );
  if (/^rgba?\(/.test(text)) {
    const [red = 0, green = 0, blue = 0, opacity = 1] = numbers;
    return [red, green, blue, opacity];
  }
  if (text.startsWith('color(srgb ')) {
    const [red = 0, green = 0, blue = 0, opacity = 1] = numbers;
    return [red * 255, green * 255, blue * 255, opacity];
  }
  const light = /^(ok)?l(?:ab|ch)\(/.exec(text);
  if (light) {
    // Lightness is all that is asked of a colour here, so its hue is let go.
    const lightness = (numbers[0] ?? 0) / (light[1] || text.includes('%') ? 1 : 100);
    const grey = lightness * 255;
    return [grey, grey, grey, /\/\s*([\d.]+)/.test(text) ? (numbers.at(-1) ?? 1) : 1];
  }
  return [0, 0, 0, 0];
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminanceOf(red: number, green: number, blue: number): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** What the browser paints where no element has a background. */
function canvasIsDark(document: Document): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (!scheme.includes('dark')) return false;
  return !scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches;
}
