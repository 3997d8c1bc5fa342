// Beads, stones, wires and chains.
import { shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, polygon, starPoints, times, type Point, pairs } from "../shapes.ts";
import { linear, px, radial, type Sheet } from "../sheet.ts";

/** A bead with a light on it; `kind` 1 is banded metal, 2 a facetted stone. */
export function bead(
  sheet: Sheet,
  place: { at: Point; radius: number; turn?: number },
  look: { colour: string; kind?: number },
): string {
  const { at, radius, turn = 0 } = place;
  const { colour, kind = 0 } = look;
  const ball = radial(
    sheet,
    [0.34, 0.28, 0.82],
    [
      [0, shade(colour, 0.24)],
      [0.35, shade(colour, 0.03)],
      [0.85, shade(colour, -0.2)],
      [1, shade(colour, -0.1)],
    ],
  );
  const r = px(radius);
  const rings =
    kind === 1
      ? `<path d="M${px(-radius * 0.3)} ${px(-radius * 0.94)}V${px(radius * 0.94)}M${px(radius * 0.3)} ${px(-radius * 0.94)}V${px(radius * 0.94)}" stroke="${shade(colour, -0.3)}" stroke-width="${px(radius * 0.12)}"/><path d="${times(6, (index) => circlePath([0, -radius * 0.75 + index * radius * 0.3], radius * 0.08)).join("")}" fill="${shade(colour, 0.25)}"/>`
      : "";
  return `<g transform="translate(${px(at[0])} ${px(at[1])}) rotate(${px((turn * 180) / Math.PI)})"><circle r="${r}" fill="${ball}"/>${rings}</g><ellipse cx="${px(at[0] - radius * 0.34)}" cy="${px(at[1] - radius * 0.4)}" rx="${px(radius * 0.2)}" ry="${px(radius * 0.13)}" fill="#fffdf6" opacity=".8" transform="rotate(-35 ${px(at[0] - radius * 0.34)} ${px(at[1] - radius * 0.4)})"/>`;
}

/** A polished stone in a beaded setting. */
export function stone(
  sheet: Sheet,
  place: { at: Point; rx: number; ry: number },
  look: { colour: string; metal: string },
): string {
  const { at, rx, ry } = place;
  const { colour, metal } = look;
  const count = Math.round((rx + ry) / 7);
  const grains = times(count, (index) => {
    const turn = (index / count) * Math.PI * 2;
    return circlePath([at[0] + Math.cos(turn) * (rx + 7), at[1] + Math.sin(turn) * (ry + 7)], 5);
  }).join("");
  const glow = radial(
    sheet,
    [0.36, 0.3, 0.85],
    [
      [0, shade(colour, 0.22)],
      [0.4, colour],
      [0.9, shade(colour, -0.2)],
      [1, shade(colour, -0.05)],
    ],
  );
  const ellipse = (grow: number, paint: string) =>
    `<ellipse cx="${px(at[0])}" cy="${px(at[1])}" rx="${px(rx + grow)}" ry="${px(ry + grow)}" ${paint}/>`;
  return (
    ellipse(13, `fill="${shade(metal, -0.18)}"`) +
    `<path d="${grains}" fill="${shade(metal, 0.18)}"/>` +
    ellipse(2, `fill="${shade(metal, -0.3)}"`) +
    ellipse(0, `fill="${glow}"`) +
    `<path d="M${px(at[0] - rx * 0.6)} ${px(at[1] - ry * 0.2)}Q${px(at[0] - rx * 0.4)} ${px(at[1] - ry * 0.7)} ${px(at[0] + rx * 0.1)} ${px(at[1] - ry * 0.72)}" fill="none" stroke="#fffdf6" stroke-width="${px(Math.min(rx, ry) * 0.14)}" stroke-linecap="round" opacity=".75"/>`
  );
}

/** Wire seen as metal: dark below, lit above. */
export function wire(path: string, metal: string, width: number): string {
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="${path}" stroke="${shade(metal, -0.3)}" stroke-width="${px(width)}"/><path d="${path}" stroke="${metal}" stroke-width="${px(width * 0.72)}"/><path d="${path}" stroke="#fffaf0" stroke-width="${px(width * 0.24)}" opacity=".8" transform="translate(${px(-width * 0.14)} ${px(-width * 0.18)})"/></g>`;
}

export function chainAlong(points: readonly Point[], metal: string, size: number): string {
  const links = points.map(([x, y], index) => {
    const next = points[index + 1] ?? [x + 1, y];
    const turn = (Math.atan2(next[1] - y, next[0] - x) * 180) / Math.PI;
    return `<ellipse rx="${px(size)}" ry="${px(size * (index % 2 ? 0.3 : 0.58))}" transform="translate(${px(x)} ${px(y)}) rotate(${px(turn)})"/>`;
  });
  return `<g fill="none" stroke="${shade(metal, -0.24)}" stroke-width="${px(size * 0.5)}">${links.join("")}</g><g fill="none" stroke="${shade(metal, 0.16)}" stroke-width="${px(size * 0.22)}">${links.join("")}</g>`;
}

/** Filigree: scrolls of twisted wire within a drop-shaped frame. */
export function filigreeDrop(sheet: Sheet, metal: string, size: number): string {
  const frame = `M0 ${px(-size)}C${px(size * 0.9)} ${px(-size * 0.4)} ${px(size * 0.86)} ${px(size)} 0 ${px(size)}C${px(-size * 0.86)} ${px(size)} ${px(-size * 0.9)} ${px(-size * 0.4)} 0 ${px(-size)}Z`;
  const scroll = (x: number, y: number, r: number, flip: number) =>
    `M${px(x)} ${px(y)}c${px(flip * r * 1.4)} ${px(-r * 0.4)} ${px(flip * r * 1.4)} ${px(r * 1.5)} ${px(flip * r * 0.1)} ${px(r * 1.3)}c${px(-flip * r)} ${px(-r * 0.2)} ${px(-flip * r * 0.5)} ${px(-r * 1.1)} ${px(flip * r * 0.3)} ${px(-r * 0.6)}`;
  const scrolls = pairs("-0.62,0.14 -0.46,0.02 -0.2,-0.02 0.06,0 0.34,0.02 0.58,0.0")
    .flatMap(([y, x]) => [-1, 1].map((flip) => scroll(flip * size * x, size * y, size * 0.24, flip)))
    .join("");
  const grains = times(22, (index) => {
    const [x, y] = onCircle([0, size * 0.24], size * 0.84, (index / 22) * Math.PI * 2);
    return circlePath([x * 0.92, y * 0.98], size * 0.045);
  }).join("");
  return `<path d="${frame}" fill="#1d120c" opacity=".1"/>${wire(scrolls, metal, size * 0.055)}${wire(frame, metal, size * 0.085)}<path d="${grains}" fill="${linear(
    sheet,
    60,
    [
      [0, shade(metal, 0.28)],
      [1, shade(metal, -0.12)],
    ],
  )}"/>`;
}

export function handShape(size: number): string {
  const s = (x: number, y: number) => `${px(x * size)} ${px(y * size)}`;
  return `M${s(-0.42, 0.3)}C${s(-0.8, 0.2)} ${s(-0.84, -0.2)} ${s(-0.66, -0.26)}C${s(-0.54, -0.3)} ${s(-0.5, -0.1)} ${s(-0.4, 0)}L${s(-0.36, -0.62)}C${s(-0.34, -0.8)} ${s(-0.14, -0.8)} ${s(-0.14, -0.62)}L${s(-0.13, -0.9)}C${s(-0.12, -1.1)} ${s(0.12, -1.1)} ${s(0.13, -0.9)}L${s(0.14, -0.62)}C${s(0.14, -0.8)} ${s(0.34, -0.8)} ${s(0.36, -0.62)}L${s(0.4, 0)}C${s(0.5, -0.1)} ${s(0.54, -0.3)} ${s(0.66, -0.26)}C${s(0.84, -0.2)} ${s(0.8, 0.2)} ${s(0.42, 0.3)}C${s(0.36, 0.62)} ${s(0.16, 0.78)} ${s(0, 0.9)}C${s(-0.16, 0.78)} ${s(-0.36, 0.62)} ${s(-0.42, 0.3)}Z`;
}

export function starFlower(at: Point, size: number, look: { petal: string; heart: string }): string {
  return `<path d="${times(8, (index) => leafPath(at, size, { turn: (index * Math.PI) / 4, width: size * 0.22 })).join("")}" fill="${look.petal}"/><path d="${polygon(starPoints({ centre: at, outer: size * 0.3, inner: size * 0.2, points: 8 }))}" fill="${look.heart}"/>`;
}
