// Wood as a material: boards with their grain, turned posts.
import { shade } from "../colour.ts";
import { smooth, type Point, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px } from "../sheet.ts";
import type { Subject } from "../subject.ts";

const natural: Record<string, string> = {
  Walnut: "#70492f",
  Honey: "#b98348",
  Natural: "#c9a06a",
  Black: "#35302d",
  Chalk: "#e6dfd0",
};

export const woodOf = ({ palette }: Subject) => natural[palette.name] ?? "#8a5c3a";

/** A board of any outline with its grain along one way. */
export function board(
  subject: Subject,
  outline: string,
  look: { colour: string; angle?: number; along?: "x" | "y" },
): string {
  const { sheet } = subject;
  const { colour, angle = 40, along = "y" } = look;
  const light = linear(sheet, angle, [
    [0, shade(colour, 0.09)],
    [0.5, colour],
    [1, shade(colour, -0.1)],
  ]);
  const veins = grain(
    sheet,
    along === "y"
      ? { scale: 0.03, strength: 0.5, colour: shade(colour, -0.2), stretch: 0.12 }
      : { scale: 0.004, strength: 0.5, colour: shade(colour, -0.2), stretch: 9 },
  );
  return `<path d="${outline}" fill="${light}"/><path d="${outline}" fill="${veins}"/>`;
}

export const box = (x: number, y: number, width: number, height: number) =>
  `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;

/** Where a turned post is thick and thin, from its top to its foot. */
const turning: readonly (readonly [part: number, width: number])[] = pairs(
  "0,1 0.12,1 0.15,0.7 0.2,1.25 0.25,0.66 0.4,0.82 0.46,0.66 0.5,1.4 0.54,0.66 0.7,0.8 0.76,0.62 0.8,1.15 0.84,0.62 0.94,0.82 1,0.6",
);

/** A slim turned post. */
export function post(
  subject: Subject,
  place: { x: number; top: number; foot: number; width: number },
  colour: string,
): string {
  const { x, top, foot, width } = place;
  const round = linear(subject.sheet, 0, [
    [0, shade(colour, -0.14)],
    [0.35, shade(colour, 0.14)],
    [1, shade(colour, -0.22)],
  ]);
  const side = (sign: 1 | -1): Point[] =>
    turning.map(([part, thick]) => [x + (sign * thick * width) / 2, top + (foot - top) * part]);
  return `<path d="${smooth(side(1))}${smooth(side(-1).toReversed()).replace(/^M/, "L")}Z" fill="${round}"/>`;
}
