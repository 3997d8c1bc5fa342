// A rush-seated stool: sold as such, and standing about in other goods' pictures.
import { shade } from "../colour.ts";
import { contactShadow } from "../shadow.ts";
import { polygon, times, type Point } from "../shapes.ts";
import { linear, px, type Sheet } from "../sheet.ts";

export type StoolLook = { readonly wood: string; readonly seat: string; readonly tall?: number };

const [left, back, right, front]: readonly [Point, Point, Point, Point] = [
  [-190, -12],
  [6, -62],
  [200, -8],
  [4, 52],
];
const corners = [left, back, right, front];

function leg(sheet: Sheet, [x, y]: Point, look: { wood: string; length: number; lean: number }): string {
  const round = linear(sheet, 0, [
    [0, shade(look.wood, -0.05)],
    [0.35, shade(look.wood, 0.12)],
    [1, shade(look.wood, -0.18)],
  ]);
  const top = 19;
  return `<path d="M${px(x - top)} ${px(y)}L${px(x - 13 + look.lean)} ${px(y + look.length)}q13 7 26 0L${px(x + top)} ${px(y)}Z" fill="${round}"/>`;
}

/** The woven seat: four triangles of rush that meet in the middle. */
function seat(sheet: Sheet, look: StoolLook): string {
  const middle: Point = [5, -8];
  return corners
    .map((from, index) => {
      const to = corners[(index + 1) % 4] ?? from;
      const tone = shade(look.seat, [-0.02, 0.05, -0.06, -0.12][index] ?? 0);
      const strands = times(13, (step) => {
        const part = (step + 1) / 14;
        const [ax, ay] = [from[0] + (middle[0] - from[0]) * part, from[1] + (middle[1] - from[1]) * part];
        const [bx, by] = [to[0] + (middle[0] - to[0]) * part, to[1] + (middle[1] - to[1]) * part];
        return `M${px(ax)} ${px(ay)}L${px(bx)} ${px(by)}`;
      });
      const fill = linear(sheet, 90, [
        [0, shade(tone, 0.04)],
        [1, shade(tone, -0.05)],
      ]);
      return `<path d="${polygon([from, to, middle])}" fill="${fill}"/><path d="${strands.join("")}" stroke="${shade(tone, -0.2)}" stroke-width="2.4" opacity=".6"/><path d="${strands.join("")}" stroke="#fffaf0" stroke-width="1.4" opacity=".35" transform="translate(0 -3)"/>`;
    })
    .join("");
}

/** The stool's markup with its origin under the middle of its front leg's foot. */
export function stoolMarkup(sheet: Sheet, look: StoolLook): { markup: string; height: number } {
  const length = 330 * (look.tall ?? 1);
  const rung = (a: Point, b: Point, drop: number) =>
    `<path d="M${px(a[0])} ${px(a[1] + drop)}L${px(b[0])} ${px(b[1] + drop)}" stroke="${shade(look.wood, -0.1)}" stroke-width="15" stroke-linecap="round"/><path d="M${px(a[0])} ${px(a[1] + drop - 3)}L${px(b[0])} ${px(b[1] + drop - 3)}" stroke="#fff4e0" stroke-width="3" opacity=".35"/>`;
  const body =
    leg(sheet, back, { wood: shade(look.wood, -0.12), length: length - 10, lean: 0 }) +
    rung(left, back, length * 0.52) +
    rung(back, right, length * 0.62) +
    rung(left, front, length * 0.62) +
    rung(right, front, length * 0.52) +
    leg(sheet, left, { wood: look.wood, length, lean: -10 }) +
    leg(sheet, right, { wood: look.wood, length, lean: 10 }) +
    leg(sheet, front, { wood: shade(look.wood, 0.03), length, lean: 0 }) +
    `<path d="${polygon(corners.map(([x, y]): Point => [x, y + 17]))}" fill="${shade(look.wood, -0.2)}"/>` +
    seat(sheet, look) +
    corners
      .map(
        ([x, y]) =>
          `<ellipse cx="${px(x)}" cy="${px(y - 2)}" rx="19" ry="11" fill="${shade(look.wood, 0.1)}"/>`,
      )
      .join("");
  const height = length + 62;
  return { markup: `<g transform="translate(0 ${px(-length - 52)})">${body}</g>`, height };
}

/** A stool in a scene, with its shadows. */
export function stoolPiece(
  sheet: Sheet,
  spot: { x: number; y: number; scale?: number },
  look: StoolLook,
): string {
  const { x, y, scale = 1 } = spot;
  const { markup } = stoolMarkup(sheet, look);
  return (
    contactShadow(sheet, { x: x + 40, y: y - 50 * scale, radius: 190 * scale }, 0.75) +
    corners
      .map(([cornerX, cornerY]) =>
        contactShadow(sheet, { x: x + cornerX * scale, y: y + (cornerY - 52) * scale, radius: 26 * scale }),
      )
      .join("") +
    `<g transform="translate(${px(x)} ${px(y)}) scale(${scale})">${markup}</g>`
  );
}
