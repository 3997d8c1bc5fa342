// Leather goods: standing bags and poufs, slippers and small pieces from above.
import { mix } from "../colour.ts";
import { bench, branch, plainPot } from "../props.ts";
import { contactShadow, lay, stand } from "../shadow.ts";
import { placed } from "../shapes.ts";
import { linear, stops } from "../sheet.ts";
import {
  flatStage,
  pictureHeight,
  pictureWidth,
  plaster,
  roomStage,
  tableStage,
  windowLight,
} from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { bag } from "./leather-bags.ts";
import { floorCushion, pouf, slippers } from "./leather-forms.ts";
import { smallLeather } from "./leather-small.ts";

const standing = new Set(["satchel", "tote", "duffel", "pouch", "pouf", "floorcushion"]);
const onFloor = new Set(["pouf", "floorcushion"]);

export function leatherPiece(subject: Subject): Piece {
  switch (subject.form) {
    case "babouche":
      return slippers(subject);
    case "pouf":
      return pouf(subject);
    case "floorcushion":
      return floorCushion(subject);
    case "satchel":
    case "tote":
    case "duffel":
    case "pouch":
      return bag(subject);
    default:
      return smallLeather(subject);
  }
}

export const leather: Artist = {
  piece: leatherPiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = leatherPiece(subject);
    if (!standing.has(subject.form))
      return (
        flatStage(sheet, palette.wall) +
        lay(piece, {
          x: 600,
          y: 760,
          scale: Math.min(850 / piece.width, 1000 / piece.height, 1.15),
          turn: subject.form === "babouche" ? 0 : -6,
          lift: 15,
        })
      );
    const stage = tableStage(sheet, {
      wall: palette.wall,
      top: mix(palette.wall, "#f3e8d6", 0.55),
      horizon: 1030,
    });
    return (
      stage +
      stand(sheet, piece, {
        x: 590,
        y: 1210,
        scale: Math.min(880 / piece.width, 900 / piece.height),
        foot: piece.width * 0.43,
      })
    );
  },
  detail(subject) {
    const { sheet, palette } = subject;
    const piece = leatherPiece(subject);
    if (!standing.has(subject.form))
      return (
        flatStage(sheet, palette.wall) +
        lay(piece, {
          x: subject.form === "babouche" ? 1050 : 540,
          y: subject.form === "babouche" ? 1150 : 1000,
          scale: Math.min(850 / piece.width, 1000 / piece.height, 1.15) * 2.3,
          turn: -6,
          lift: 12,
        })
      );
    const scale = Math.min(880 / piece.width, 900 / piece.height) * 2.3;
    return (
      tableStage(sheet, { wall: palette.wall, top: palette.wall, horizon: 1490 }) +
      placed(piece.markup, onFloor.has(subject.form) ? 480 : 640, {
        y: 760 + piece.height * scale * (onFloor.has(subject.form) ? 0.62 : 0.3),
        scale,
      })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = leatherPiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.2);
    const pot = (x: number, y: number) =>
      branch(`${slug} b`, { x, y: y - 220 }, { height: 340, lean: 60, leaf: "#74805a" }) +
      plainPot(sheet, { x: x - 2, y, scale: 0.95 }, mix(palette.accent, "#d9c6aa", 0.35));
    if (onFloor.has(subject.form))
      return (
        roomStage(sheet, { wall, floor: "#b08a63" }) +
        pot(1000, 1140) +
        stand(sheet, piece, { x: 520, y: 1340, scale: 0.82, foot: piece.width * 0.44 })
      );
    if (standing.has(subject.form)) {
      const floor = `<rect x="0" y="1290" width="${pictureWidth}" height="${pictureHeight - 1290}" fill="${linear(
        sheet,
        90,
        stops("0 #a98b6b, 1 #c4a683"),
      )}"/>`;
      return (
        plaster(sheet, wall, 1292) +
        windowLight({ x: 560, y: 170, height: 640, strength: 0.36 }) +
        floor +
        bench(sheet, { x: 600, y: 1000 }, { width: 1020, legs: 330, wood: "#8f6240" }) +
        pot(980, 1004) +
        contactShadow(sheet, { x: 470, y: 1004, radius: 230 }) +
        placed(piece.markup, 470, { y: 1008, scale: Math.min(560 / piece.width, 640 / piece.height) })
      );
    }
    const rug =
      flatStage(sheet, mix("#a5714a", palette.wall, 0.35)) +
      [0, 1, 2, 3, 4, 5]
        .map(
          (index) =>
            `<path d="M-20 ${index * 270 - 60}H1220" stroke="#3a2010" stroke-width="5" opacity=".3"/>`,
        )
        .join("");
    return (
      rug +
      `<path d="M-50 1180C300 1100 800 1240 1250 1120V1510H-50Z" fill="${mix(palette.pale, "#efe2ca", 0.5)}"/><path d="M-50 1180C300 1100 800 1240 1250 1120" fill="none" stroke="#3a2010" stroke-width="10" opacity=".2"/>` +
      lay(piece, {
        x: 590,
        y: 690,
        scale: Math.min(640 / piece.width, 800 / piece.height),
        turn: 9,
        lift: 12,
      })
    );
  },
};
