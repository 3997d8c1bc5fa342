// Rugs and kilims: flat from above, a corner close up, and on a floor.
import { mix, shade } from "../colour.ts";
import { palm } from "../props.ts";
import { lay } from "../shadow.ts";
import { placed, polygon, times, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px, sharedPath, stops } from "../sheet.ts";
import { flatStage, roomStage } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { stoolPiece } from "./stools.ts";
import { clothFor, clothOnFloor, flatCloth, fringe } from "./rug-weave.ts";
import { shagPiece, shagOnFloor } from "./shag.ts";

const wool = "#e6d9be";

/** The look of thread: a furrow under each row of knots and, in flat weaves, between the warps. */
function threads(
  subject: Subject,
  cloth: { columns: number; rows: number },
  knot: { width: number; height: number },
): string {
  const [width, height] = [cloth.columns * knot.width, cloth.rows * knot.height];
  const finer = subject.close ? 2 : 1;
  const across = times(
    cloth.rows * finer,
    (row) => `M0 ${px((row * knot.height) / finer)}H${px(width)}`,
  ).join("");
  const down = times(cloth.columns, (column) => `M${px(column * knot.width)} 0V${px(height)}`).join("");
  const flat = subject.form !== "pile";
  const thread = sharedPath(subject.sheet, across);
  const thick = px(knot.height * 0.2);
  return `${thread(`stroke="#1d0f08" stroke-width="${thick}" opacity=".24"`)}${thread(`stroke="#fff6e4" stroke-width="${thick}" opacity=".13" y="${px((knot.height * 0.4) / finer)}"`)}<path d="${down}" stroke="#1d0f08" stroke-width="${px(knot.width * 0.16)}" opacity="${flat ? 0.14 : 0.26}"/>`;
}

export function rugPiece(subject: Subject): Piece {
  if (subject.form === "shag") return shagPiece(subject);
  const cloth = clothFor(subject);
  const width = subject.form === "runner" ? 400 : 850;
  const knot = {
    width: width / cloth.columns,
    height: (subject.form === "runner" ? 1240 : 1180) / cloth.rows,
  };
  const height = knot.height * cloth.rows;
  const { sheet } = subject;
  const box = `width="${px(width)}" height="${px(height)}"`;
  const ends = { width, length: 46, colour: wool };
  // Abrash: the dye of one batch differs from the next, in soft bands across the rug.
  const abrash = grain(sheet, {
    scale: 0.0022,
    strength: 0.42,
    colour: shade(cloth.yarns[0] ?? wool, -0.3),
    stretch: 7,
  });
  const lit = linear(sheet, 60, stops("0 #fff6e0 0.2, 0.45 #fff6e0 0, 1 #1d0f08 0.24"));
  const markup =
    placed(fringe(subject, { ...ends, purpose: "fringe below" }), 0, { y: height }) +
    `<g transform="scale(1 -1)">${fringe(subject, { ...ends, purpose: "fringe above" })}</g>` +
    flatCloth(cloth, knot) +
    `<rect ${box} fill="${abrash}"/>${threads(subject, cloth, knot)}` +
    `<rect ${box} fill="${grain(sheet, { scale: 0.5, strength: 0.34, colour: "#1d0f08" })}"/><rect ${box} fill="${lit}"/>` +
    `<rect x="0" y="0" width="5" height="${px(height)}" fill="#fff6e0" opacity=".22"/><rect x="${px(width - 6)}" y="0" width="6" height="${px(height)}" fill="#1d0f08" opacity=".3"/>`;
  return {
    markup: placed(markup, -width / 2, { y: -height / 2 }),
    width,
    height: height + 92,
    outline: `M${px(-width / 2)} ${px(-height / 2 - 34)}h${px(width)}v${px(height + 68)}h${px(-width)}Z`,
  };
}

/** A floor in one-point perspective: depth 0 is near, 1 far. */
function floorOf(
  cloth: { columns: number; rows: number },
  place: { near: number; far: number; nearHalf: number; farHalf: number; nearX: number; farX: number },
) {
  return (column: number, row: number): Point => {
    const depth = row / cloth.rows;
    const ratio = place.farHalf / place.nearHalf;
    // Equal rows look shorter the farther they lie.
    const seen = (depth * 1) / (ratio + (1 - ratio) * depth);
    const part = 1 - seen;
    const y = place.near + (place.far - place.near) * part;
    const halfWidth = place.nearHalf + (place.farHalf - place.nearHalf) * part;
    const middle = place.nearX + (place.farX - place.nearX) * part;
    return [middle + (column / cloth.columns - 0.5) * 2 * halfWidth, y];
  };
}

export const rugs: Artist = {
  piece: rugPiece,
  front(subject) {
    const piece = rugPiece(subject);
    const ground = mix(subject.palette.wall, "#efe5d5", 0.35);
    return (
      flatStage(subject.sheet, ground) +
      lay(piece, { x: 600, y: 750, turn: subject.form === "runner" ? 4 : 0, lift: 16 })
    );
  },
  detail(subject) {
    const piece = rugPiece(subject);
    const scale = 2.5;
    const [x, y] = [600 + (piece.width / 2 - 330) * scale, 700 - (piece.height / 2 - 260) * scale];
    return flatStage(subject.sheet, subject.palette.wall) + lay(piece, { x, y, scale, turn: -5, lift: 14 });
  },
  inUse(subject) {
    const { sheet, palette } = subject;
    const place =
      subject.form === "runner"
        ? { near: 1470, far: 1060, nearHalf: 250, farHalf: 130, nearX: 520, farX: 570 }
        : { near: 1452, far: 1070, nearHalf: 560, farHalf: 370, nearX: 560, farX: 590 };
    const cloth = clothFor(subject, { far: true });
    const floor = floorOf(cloth, place);
    const corners: Point[] = [
      floor(0, 0),
      floor(cloth.columns, 0),
      floor(cloth.columns, cloth.rows),
      floor(0, cloth.rows),
    ];
    const lit = linear(sheet, 60, stops("0 #fff6e0 0.16, 0.5 #fff6e0 0.02, 1 #1d0f08 0.2"));
    const shape = polygon(corners);
    const rug =
      subject.form === "shag"
        ? shagOnFloor(subject, (x, y) => floor(x * cloth.columns, y * cloth.rows))
        : `<path d="${shape}" fill="${cloth.yarns[0]}"/>${clothOnFloor(cloth, floor)}<path d="${shape}" fill="${grain(sheet, { scale: 0.6, strength: 0.3, colour: "#1d0f08" })}"/><path d="${shape}" fill="${lit}"/>`;
    const wall = mix(palette.wall, "#efe6d6", 0.3);
    return (
      roomStage(sheet, { wall, floor: "#b08a63" }) +
      `<path d="${shape}" fill="#1d0f08" opacity=".4" transform="translate(5 9)"/>${rug}` +
      palm(
        sheet,
        { x: 150, y: 1110, scale: 1.18 },
        { seed: `${subject.slug} palm`, pot: shade(palette.accent, 0.06) },
      ) +
      stoolPiece(sheet, { x: 900, y: 1150, scale: 0.92 }, { wood: "#8a5a36", seat: palette.pale })
    );
  },
};
