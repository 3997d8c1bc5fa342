// Colours mixed and shaded in OKLab, where equal steps look equal.

type Lab = readonly [lightness: number, a: number, b: number];

const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const toGamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

const labs = new Map<string, Lab>();

function labOf(hex: string): Lab {
  const known = labs.get(hex);
  if (known) return known;
  const channel = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lab: Lab = [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
  labs.set(hex, lab);
  return lab;
}

function hexOf([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const pair = (part: number) =>
    Math.round(Math.min(1, Math.max(0, toGamma(Math.max(0, part)))) * 255)
      .toString(16)
      .padStart(2, "0");
  return `#${channels.map(pair).join("")}`;
}

/** `part` 0 is all of `from`, 1 all of `to`. */
export function mix(from: string, to: string, part: number): string {
  const [one, two] = [labOf(from), labOf(to)];
  const between = (at: 0 | 1 | 2) => one[at] + (two[at] - one[at]) * part;
  return hexOf([between(0), between(1), between(2)]);
}

/** Lighter above zero, darker below; ±0.1 is a clear step. Chroma falls off with distance, as it does in paint. */
export function shade(colour: string, step: number): string {
  const [lightness, a, b] = labOf(colour);
  const keep = 1 - Math.min(0.5, Math.abs(step) * 0.6);
  return hexOf([Math.min(1, Math.max(0.06, lightness + step)), a * keep, b * keep]);
}

export function lightnessOf(colour: string): number {
  return labOf(colour)[0];
}

/** How different two colours look; 0.1 is plain to see. */
export function distanceOf(one: string, two: string): number {
  const [a, b] = [labOf(one), labOf(two)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
