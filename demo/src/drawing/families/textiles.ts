// Textiles and cushions: plump cushions, folded blankets, hung towels and covers.
import { mix, shade } from "../colour.ts";
import { bench, branch, plainPot } from "../props.ts";
import { castShadow, contactShadow, lay } from "../shadow.ts";
import { placed, roundedBox } from "../shapes.ts";
import { linear, stops } from "../sheet.ts";
import { flatStage, plaster, tableStage, windowLight, pictureHeight, pictureWidth } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { cushion } from "./cushions.ts";
import { hanging, folded } from "./hangings.ts";

const isFolded = ({ form }: Subject) => form === "folded" || form === "stack";

const isCushion = ({ form }: Subject) => form === "cushion" || form === "lumbar";

export function textilePiece(subject: Subject): Piece {
  if (isCushion(subject)) return cushion(subject);
  return isFolded(subject) ? folded(subject) : hanging(subject);
}

/** A cushion set upright: its lower edge on the ground, leaning back a little. */
function upright(subject: Subject, piece: Piece, at: { x: number; y: number; scale: number }): string {
  const { x, y, scale } = at;
  const standing: Piece = {
    ...piece,
    outline: `M${-piece.width / 2} 0V${-piece.height}H${piece.width / 2}V0Z`,
  };
  return (
    castShadow(subject.sheet, standing, { x, y, scale: scale * 0.96 }) +
    contactShadow(subject.sheet, { x, y, radius: piece.width * 0.44 * scale }) +
    placed(piece.markup, x, { y: y - (piece.height / 2) * scale, scale })
  );
}

export const textiles: Artist = {
  piece: textilePiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = textilePiece(subject);
    if (!isCushion(subject) && !isFolded(subject))
      return (
        plaster(sheet, palette.wall) +
        windowLight({ x: 90, y: 220, height: 760, strength: 0.2 }) +
        lay(piece, { x: 600, y: 740, scale: 1.08, lift: 24 })
      );
    const stage = tableStage(sheet, {
      wall: palette.wall,
      top: mix(palette.wall, "#f3e8d6", 0.62),
      horizon: 1010,
    });
    return (
      stage +
      (isCushion(subject)
        ? upright(subject, piece, { x: 600, y: 1190, scale: subject.form === "lumbar" ? 1.06 : 1.15 })
        : contactShadow(sheet, { x: 600, y: 1180, radius: 440 }) +
          placed(piece.markup, 600, { y: 1180, scale: 1.24 }))
    );
  },
  detail(subject) {
    const piece = textilePiece(subject);
    const scale = isFolded(subject) ? 2.5 : 2.6;
    const [x, y] = isFolded(subject)
      ? [820, 1350]
      : [
          600 - (piece.width / 2 - 210) * scale + (isCushion(subject) ? 700 : 250),
          isCushion(subject) ? 1180 : 900 - 330 * scale,
        ];
    if (isFolded(subject))
      return flatStage(subject.sheet, subject.palette.wall) + placed(piece.markup, x, { y, scale });
    return flatStage(subject.sheet, subject.palette.wall) + lay(piece, { x, y, scale, turn: -6, lift: 12 });
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = textilePiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.25);
    const floor = `<rect x="0" y="1300" width="${pictureWidth}" height="${pictureHeight - 1300}" fill="${linear(
      sheet,
      90,
      stops("0 #a98b6b, 1 #c4a683"),
    )}"/>`;
    const room =
      plaster(sheet, wall, 1302) + windowLight({ x: 560, y: 180, height: 620, strength: 0.36 }) + floor;
    const seat = bench(sheet, { x: 600, y: 1010 }, { width: 1040, legs: 330, wood: "#9a6b45" });
    const pot =
      branch(`${slug} p`, { x: 988, y: 780 }, { height: 330, lean: 60, leaf: "#74805a" }) +
      plainPot(sheet, { x: 985, y: 1012, scale: 0.95 }, mix(palette.accent, "#d9c6aa", 0.3));
    if (isCushion(subject)) {
      const back = roundedBox(
        { x: 110, y: 690, width: 420, height: 330 },
        40,
        `fill="${linear(sheet, 50, [
          [0, shade(palette.pale, 0.02)],
          [1, shade(palette.pale, -0.2)],
        ])}"`,
      );
      return (
        room +
        seat +
        back +
        upright(subject, piece, { x: 500, y: 1022, scale: subject.form === "lumbar" ? 0.66 : 0.68 }) +
        pot
      );
    }
    if (isFolded(subject))
      return (
        room +
        seat +
        contactShadow(sheet, { x: 460, y: 1014, radius: 300 }) +
        placed(piece.markup, 460, { y: 1014, scale: 0.78 }) +
        pot
      );
    return (
      room +
      lay(piece, { x: 470, y: 600, scale: 0.86, lift: 22 }) +
      bench(sheet, { x: 960, y: 1120 }, { width: 360, legs: 220, wood: "#9a6b45" }) +
      branch(`${slug} p`, { x: 960, y: 900 }, { height: 300, lean: 50, leaf: "#74805a" }) +
      plainPot(sheet, { x: 958, y: 1124, scale: 0.9 }, mix(palette.accent, "#d9c6aa", 0.3))
    );
  },
};
