// Turned objects: a profile spun around an upright axis, shaded as glaze, clay, metal or glass.
import { shade } from "./colour.ts";
import { clipped, linear, px, softened, type Sheet, stops } from "./sheet.ts";
import { smooth, type Point } from "./shapes.ts";

/** Half widths from the top down, as [radius, height above the ground]. */
export type Profile = readonly (readonly [radius: number, height: number])[];

/** The rim: where a profile starts. */
export function rimAt(profile: Profile): readonly [radius: number, height: number] {
  return profile[0] ?? [0, 0];
}

/** How much an upright circle is squeezed by looking slightly down on it. */
export const ellipseRatio = 0.17;

export function radiusAt(profile: Profile, height: number): number {
  for (let index = 0; index < profile.length - 1; index += 1) {
    const [upper, lower] = [profile[index], profile[index + 1]];
    if (upper && lower && height <= upper[1] && height >= lower[1] && upper[1] > lower[1]) {
      const part = (upper[1] - height) / (upper[1] - lower[1]);
      // Smoothed, since the outline is a curve and not the chain of its points.
      return upper[0] + (lower[0] - upper[0]) * (part * part * (3 - 2 * part) * 0.35 + part * 0.65);
    }
  }
  return rimAt(profile)[0];
}

export function outlineOf(profile: Profile): string {
  const right: Point[] = profile.map(([radius, height]) => [radius, -height]);
  const left: Point[] = profile.map(([radius, height]): Point => [-radius, -height]).toReversed();
  const top = rimAt(profile);
  const base = profile.at(-1) ?? [0, 0];
  const [footRadius, rimRadius] = [base[0], top[0]];
  return (
    smooth(right) +
    `A${px(footRadius)} ${px(footRadius * ellipseRatio)} 0 0 1 ${px(-footRadius)} ${px(-base[1])}` +
    smooth(left).replace(/^M/, "L") +
    `A${px(rimRadius)} ${px(rimRadius * ellipseRatio)} 0 0 1 ${px(rimRadius)} ${px(-top[1])}Z`
  );
}

/** A line around the body at a height, on the side we see. */
export function ringLine(radius: number, height: number): string {
  return `M${px(-radius)} ${px(-height)}A${px(radius)} ${px(radius * ellipseRatio)} 0 0 0 ${px(radius)} ${px(-height)}`;
}

/** A band around the body between two heights. */
export function ringBand(profile: Profile, upper: number, lower: number): string {
  const [above, below] = [radiusAt(profile, upper) + 3, radiusAt(profile, lower) + 3];
  return (
    `M${px(-above)} ${px(-upper)}A${px(above)} ${px(above * ellipseRatio)} 0 0 0 ${px(above)} ${px(-upper)}` +
    `L${px(below)} ${px(-lower)}A${px(below)} ${px(below * ellipseRatio)} 0 0 1 ${px(-below)} ${px(-lower)}Z`
  );
}

/** Where a point of the surface is seen: `turn` in radians from the middle, positive to the right; `squeeze` is its foreshortening. */
export function onBody(
  profile: Profile,
  turn: number,
  height: number,
): { x: number; y: number; squeeze: number } {
  const radius = radiusAt(profile, height);
  return {
    x: radius * Math.sin(turn),
    y: -height + radius * ellipseRatio * Math.cos(turn),
    squeeze: Math.cos(turn),
  };
}

export type Finish = "gloss" | "satin" | "matt" | "metal";

const highlights: Record<Finish, { glow: number; dark: number; streak: number }> = {
  gloss: { glow: 0.26, dark: 0.5, streak: 0.72 },
  satin: { glow: 0.2, dark: 0.46, streak: 0.26 },
  matt: { glow: 0.15, dark: 0.42, streak: 0 },
  metal: { glow: 0.42, dark: 0.6, streak: 0.66 },
};

/** The round shading over a body: light from the left, shade to the right, and a little light back from the table. */
function roundShade(sheet: Sheet, finish: Finish, colour: string): string {
  const { glow, dark } = highlights[finish];
  const deep = shade(colour, -0.34);
  if (finish === "metal") {
    return linear(sheet, 0, [
      [0, deep, 0.75],
      [0.12, deep, 0.25],
      [0.24, "#fff6dc", 0.55],
      [0.34, "#fff6dc", 0.08],
      [0.5, deep, 0.34],
      [0.66, "#fff0cf", 0.2],
      [0.82, deep, 0.62],
      [0.94, "#ffe9c2", 0.24],
      [1, deep, 0.6],
    ]);
  }
  return linear(sheet, 0, [
    [0, deep, dark * 0.7],
    [0.14, deep, dark * 0.12],
    [0.3, "#fff7e6", glow],
    [0.46, "#fff7e6", 0],
    [0.62, deep, dark * 0.3],
    [0.88, deep, dark],
    [1, deep, dark * 0.62],
  ]);
}

function streakPath(profile: Profile, from: number, to: number): string {
  const top = rimAt(profile)[1];
  const heights = Array.from({ length: 7 }, (_, index) => top * (from + ((to - from) * index) / 6));
  const left: Point[] = heights.map((height) => [-radiusAt(profile, height) * 0.66, -height]);
  const right: Point[] = heights
    .map((height): Point => [-radiusAt(profile, height) * 0.52, -height + 4])
    .toReversed();
  return `${smooth(left)}${smooth(right).replace(/^M/, "L")}Z`;
}

export type Turned = {
  readonly profile: Profile;
  readonly colour: string;
  readonly finish: Finish;
  /** Painted on the body, under the shading. */
  readonly decoration?: string;
  /** The colour seen inside an open rim; absent for closed shapes. */
  readonly inside?: string;
  readonly streak?: readonly [from: number, to: number];
};

/** A whole turned body with its rim. */
export function turnedBody(sheet: Sheet, turned: Turned): string {
  const { profile, colour, finish, decoration = "", inside, streak = [0.86, 0.4] } = turned;
  const outline = outlineOf(profile);
  const below = linear(sheet, 90, stops("0 #fff7e6 0.08, 0.5 #20120a 0, 1 #20120a 0.3"));
  const { streak: shine } = highlights[finish];
  const body =
    `<path d="${outline}" fill="${colour}"/>${decoration}` +
    `<path d="${outline}" fill="${roundShade(sheet, finish, colour)}"/><path d="${outline}" fill="${below}"/>` +
    (shine > 0
      ? softened(`<path d="${streakPath(profile, streak[0], streak[1])}"/>`, {
          colour: "#fffaf0",
          opacity: shine * 0.85,
          spread: finish === "gloss" ? 5 : 12,
        })
      : "");
  return (
    clipped(sheet, `<path d="${outline}"/>`, body) +
    (inside ? rimOf(sheet, profile, { lip: shade(colour, 0.08), inside }) : "")
  );
}

/** The opening on top: inner wall in shade to the left, lit to the right, and a bright lip. */
export function rimOf(
  sheet: Sheet,
  profile: Profile,
  colours: { lip: string; inside: string; thickness?: number },
): string {
  const [radius, height] = rimAt(profile);
  const { lip, inside, thickness = Math.max(4, radius * 0.035) } = colours;
  const depth = linear(sheet, 12, [
    [0, shade(inside, -0.32)],
    [0.5, shade(inside, -0.12)],
    [1, shade(inside, 0.06)],
  ]);
  const edge = linear(sheet, 0, [
    [0, shade(lip, -0.06)],
    [0.3, shade(lip, 0.16)],
    [1, shade(lip, -0.14)],
  ]);
  const inner = radius - thickness;
  return (
    `<ellipse cx="0" cy="${px(-height)}" rx="${px(radius)}" ry="${px(radius * ellipseRatio)}" fill="${edge}"/>` +
    `<ellipse cx="0" cy="${px(-height + thickness * 0.12)}" rx="${px(inner)}" ry="${px(inner * ellipseRatio)}" fill="${depth}"/>`
  );
}

/** A flat closed top: the lid of a tin, the face of a cork. */
export function topOf(sheet: Sheet, profile: Profile, colour: string): string {
  const [radius, height] = rimAt(profile);
  const light = linear(sheet, 25, [
    [0, shade(colour, 0.16)],
    [0.6, shade(colour, 0.06)],
    [1, shade(colour, -0.02)],
  ]);
  const ellipse = (inset: number, paint: string) =>
    `<ellipse cx="0" cy="${px(-height)}" rx="${px(radius - inset)}" ry="${px((radius - inset) * ellipseRatio)}" ${paint}/>`;
  return (
    ellipse(0, `fill="${light}"`) +
    ellipse(radius * 0.06, `fill="none" stroke="${shade(colour, -0.08)}" stroke-width="3"`) +
    ellipse(radius * 0.075, `fill="none" stroke="#fffaf0" stroke-width="2" opacity=".5"`)
  );
}
