// Furniture in a studio and in a room.
import { mix, shade } from "../colour.ts";
import { palm } from "../props.ts";
import { lay, stand } from "../shadow.ts";
import { placed, polygon, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { plaster, roomStage, tableStage, windowLight } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { furniturePiece } from "./furniture-forms.ts";

const hung = new Set(["mirror", "shelf"]);

/** A plain striped rug on the floor, in perspective. */
function floorRug(subject: Subject): string {
  const { palette, sheet } = subject;
  const corner = (u: number, v: number): Point => [600 + (u - 0.5) * (760 + v * 420), 1130 + v * 270];
  const band = (from: number, to: number, colour: string) =>
    `<path d="${polygon([corner(0, from), corner(1, from), corner(1, to), corner(0, to)])}" fill="${colour}"/>`;
  const ground = mix(palette.accent, "#e3d3b5", 0.35);
  const plan = [0.08, 0.16, 0.3, 0.46, 0.54, 0.7, 0.84, 0.92];
  const shape = polygon([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]);
  return `<path d="${shape}" fill="#1d0f08" opacity=".35" transform="translate(4 8)"/>${band(0, 1, ground)}${plan.map((at, index) => band(at, at + (index % 2 ? 0.03 : 0.05), index % 3 ? palette.pale : palette.second)).join("")}<path d="${shape}" fill="${grain(sheet, { scale: 0.4, strength: 0.4, colour: "#1d0f08" })}"/>`;
}

function fit(piece: Piece, width: number, height: number): number {
  return Math.min(width / piece.width, height / piece.height);
}

const wallFor = ({ palette }: Subject) => (palette.name === "Walnut" ? "#c9c5b4" : palette.wall);

export const furniture: Artist = {
  piece: furniturePiece,
  front(subject) {
    const { sheet } = subject;
    const piece = furniturePiece(subject);
    const wall = wallFor(subject);
    if (hung.has(subject.form))
      return (
        plaster(sheet, wall) +
        windowLight({ x: 80, y: 180, height: 900, strength: 0.24 }) +
        lay(piece, {
          x: 600,
          y: 740 + (piece.height / 2) * fit(piece, 820, 1120),
          scale: fit(piece, 820, 1120),
          lift: 24,
        })
      );
    return (
      tableStage(sheet, { wall, top: mix(wall, "#efe4d0", 0.5), horizon: 1060 }) +
      stand(sheet, piece, {
        x: 595,
        y: 1270,
        scale: fit(piece, 960, 1060),
        foot: piece.width * 0.42,
        pool: subject.form === "chest" || subject.form === "screen" ? 1 : 0.45,
      })
    );
  },
  detail(subject) {
    const { sheet } = subject;
    const piece = furniturePiece({ ...subject, close: true });
    const scale = fit(piece, 960, 1060) * 2.4;
    return (
      plaster(sheet, wallFor(subject)) +
      placed(piece.markup, 560, {
        y: 720 + piece.height * scale * (subject.form === "octagon" ? 0.78 : 0.62),
        scale,
      })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = furniturePiece(subject);
    const wall = mix(wallFor(subject), "#efe6d6", 0.2);
    const room = roomStage(sheet, { wall, floor: "#b08a63" });
    const plant = palm(
      sheet,
      { x: 1030, y: 1110, scale: 1.15 },
      { seed: `${slug} palm`, pot: shade(palette.accent, 0.06) },
    );
    if (hung.has(subject.form))
      return (
        room +
        lay(piece, {
          x: 480,
          y: 500 + (piece.height / 2) * fit(piece, 520, 720),
          scale: fit(piece, 520, 720),
          lift: 18,
        }) +
        floorRug(subject) +
        plant
      );
    return (
      room +
      floorRug(subject) +
      plant +
      stand(sheet, piece, {
        x: 500,
        y: 1270,
        scale: fit(piece, 640, subject.form === "screen" ? 900 : 640),
        foot: piece.width * 0.42,
        pool: subject.form === "chest" || subject.form === "screen" ? 1 : 0.45,
      })
    );
  },
};
