// Metal seen from above: trays and discs with a sheen that turns around the middle, and engraved lines with a lit edge.
import { shade } from "./colour.ts";
import { onCircle, times, type Point } from "./shapes.ts";
import { grain } from "./grain.ts";
import { clipped, px, radial, type Sheet } from "./sheet.ts";

/** The turning sheen of spun metal: light and dark wedges that meet in the middle. */
export function spunSheen(sheet: Sheet, shape: { outline: string; radius: number }, turn = 0.4): string {
  const { outline, radius } = shape;
  const count = 64;
  // Many thin wedges whose strength follows two waves: as smooth as a blur, and far cheaper.
  const wedges = times(count, (index) => {
    const middle = turn + (index / count) * Math.PI * 2;
    const wave = Math.cos(middle * 4) * 0.6 + Math.cos(middle * 2 + 0.8) * 0.4;
    const half = (Math.PI / count) * 1.15;
    const [from, to] = [
      onCircle([0, 0], radius * 1.3, middle - half),
      onCircle([0, 0], radius * 1.3, middle + half),
    ];
    const strength = Math.round(Math.abs(wave) * (wave > 0 ? 0.5 : 0.3) * 100) / 100;
    return `<path d="M0 0L${px(from[0])} ${px(from[1])}L${px(to[0])} ${px(to[1])}Z" fill="${wave > 0 ? "#fff8e0" : "#20120a"}" opacity="${strength}"/>`;
  });
  return clipped(sheet, `<path d="${outline}"/>`, wedges.join(""));
}

/** A line cut into metal: dark in the groove, bright on the edge away from the light. */
export function engraved(path: string, metal: string, width = 3): string {
  return `<g fill="none" stroke-linejoin="round" stroke-linecap="round"><path d="${path}" stroke="#fff4d6" stroke-width="${px(width * 0.7)}" opacity=".65" transform="translate(1.6 1.8)"/><path d="${path}" stroke="${shade(metal, -0.3)}" stroke-width="${px(width)}" opacity=".85"/></g>`;
}

/** Hammer marks: shallow round facets, lit on one side. */
export function hammerMarks(points: readonly Point[], size: number): string {
  const lit = points
    .map(
      ([x, y]) =>
        `M${px(x - size)} ${px(y)}a${px(size)} ${px(size * 0.9)} 0 0 1 ${px(size * 1.5)} ${px(-size * 0.7)}`,
    )
    .join("");
  const dark = points
    .map(
      ([x, y]) =>
        `M${px(x + size)} ${px(y)}a${px(size)} ${px(size * 0.9)} 0 0 1 ${px(-size * 1.5)} ${px(size * 0.7)}`,
    )
    .join("");
  return `<path d="${dark}" fill="none" stroke="#2a1808" stroke-width="${px(size * 0.34)}" opacity=".2"/><path d="${lit}" fill="none" stroke="#fff8e4" stroke-width="${px(size * 0.34)}" opacity=".34"/>`;
}

/** A flat metal disc or any other outline around the origin. */
export function metalPlate(sheet: Sheet, shape: { outline: string; radius: number }, metal: string): string {
  const base = radial(
    sheet,
    [0.38, 0.34, 0.8],
    [
      [0, shade(metal, 0.13)],
      [0.55, metal],
      [1, shade(metal, -0.15)],
    ],
  );
  return `<path d="${shape.outline}" fill="${base}"/>${spunSheen(sheet, shape)}<path d="${shape.outline}" fill="${grain(sheet, { scale: 0.5, strength: 0.2, colour: "#20120a" })}"/>`;
}

export const metals: Readonly<Record<string, string>> = {
  Brass: "#c29a4c",
  Gold: "#cfa550",
  Copper: "#b8704a",
  Silver: "#b9b8b3",
  Black: "#3a3634",
  Walnut: "#7c5c38",
  Charcoal: "#55504a",
};

export function metalNamed(name: string, fallback = "#b9b8b3"): string {
  return metals[name] ?? fallback;
}
