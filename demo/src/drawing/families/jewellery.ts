// Jewellery on pale stone.
import { mix, shade } from "../colour.ts";
import { lay } from "../shadow.ts";
import { smooth, times, type Point } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, radial, softened } from "../sheet.ts";
import { flatStage, pictureHeight, pictureWidth } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";

import { necklace, bracelet, choker } from "./jewels-strung.ts";
import { earrings, pendant } from "./jewels-hung.ts";
import { ring, openCircle, brooch, hairpin } from "./jewels-worn.ts";

export function jewelPiece(subject: Subject): Piece {
  switch (subject.form) {
    case "earrings":
      return earrings(subject);
    case "ring":
      return ring(subject);
    case "cuff":
    case "bangle":
      return openCircle(subject);
    case "bracelet":
      return bracelet(subject);
    case "pendant":
      return pendant(subject);
    case "choker":
      return choker(subject);
    case "brooch":
      return brooch(subject);
    case "hairpin":
      return hairpin(subject);
    default:
      return necklace(subject);
  }
}

/** A round of pale marble under the piece. */
function marble(subject: Subject, at: { x: number; y: number; radius: number }): string {
  const { sheet } = subject;
  const { x, y, radius } = at;
  const slab = "#ece5d9";
  const veins = randomFor(subject, "marble");
  const lines = times(6, () =>
    smooth(
      times(6, (index): Point => [
        x - radius + index * radius * 0.4,
        y + veins.between(-radius * 0.8, radius * 0.8),
      ]),
    ),
  ).join("");
  return `${softened(`<circle cx="${x + 14}" cy="${y + 26}" r="${radius}"/>`, { colour: "#1d120c", opacity: 0.4, spread: 26 })}<circle cx="${x}" cy="${y + 16}" r="${radius}" fill="${shade(slab, -0.16)}"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${linear(
    sheet,
    40,
    [
      [0, shade(slab, 0.03)],
      [1, shade(slab, -0.08)],
    ],
  )}"/><path d="${lines}" fill="none" stroke="#8a7f76" stroke-width="5" opacity=".12"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${grain(sheet, { scale: 0.008, strength: 0.3, colour: "#8a7f76", stretch: 2 })}"/>`;
}

export const jewellery: Artist = {
  piece: jewelPiece,
  front(subject) {
    const item = jewelPiece(subject);
    const wall = mix(subject.palette.wall, "#b79a8a", 0.2);
    return (
      flatStage(subject.sheet, wall) +
      marble(subject, { x: 600, y: 750, radius: 520 }) +
      lay(item, { x: 600, y: 750, scale: Math.min(800 / item.width, 860 / item.height), turn: -6, lift: 9 })
    );
  },
  detail(subject) {
    const item = jewelPiece(subject);
    const scale = Math.min(800 / item.width, 860 / item.height) * 2.4;
    const low = ["necklace", "choker", "pendant", "earrings", "bracelet"].includes(subject.form)
      ? -item.height * 0.22
      : item.height * 0.16;
    const aside = ["bracelet", "cuff", "bangle", "earrings"].includes(subject.form) ? 190 * scale * 0.9 : 0;
    return (
      flatStage(subject.sheet, mix("#ece5d9", subject.palette.wall, 0.25)) +
      lay(item, { x: 600 + aside, y: 750 + low * scale, scale, turn: -6, lift: 12 })
    );
  },
  inUse(subject) {
    const { sheet, palette } = subject;
    const item = jewelPiece(subject);
    const linen = mix(palette.pale, "#e9dcc6", 0.5);
    const hollow = softened(
      '<path d="M-50 300C300 420 500 180 1250 380M-50 900C300 760 700 1080 1250 860M-50 1300C400 1180 800 1420 1250 1240"/>',
      { colour: "#6a5038", opacity: 0.2, spread: 34, line: 40 },
    );
    const ridge = softened(
      '<path d="M-50 250C300 370 500 130 1250 330M-50 850C300 710 700 1030 1250 810"/>',
      { colour: "#fffaf0", opacity: 0.42, spread: 30, line: 36 },
    );
    const folds = hollow + ridge;
    const dishTone = palette.accent;
    const dish = `<g transform="translate(820 520)">${softened('<circle cx="20" cy="30" r="290"/>', { colour: "#1d120c", opacity: 0.36, spread: 30 })}<circle r="292" fill="${shade(dishTone, -0.06)}"/><circle r="280" fill="${shade(dishTone, 0.05)}"/><circle r="222" fill="${radial(
      sheet,
      [0.6, 0.64, 0.7],
      [
        [0, shade(dishTone, 0.12)],
        [1, shade(dishTone, -0.12)],
      ],
    )}"/><path d="M-240 -120A268 268 0 0 1 -60 -262" fill="none" stroke="#fffaf0" stroke-width="12" opacity=".5" stroke-linecap="round"/></g>`;
    return `${flatStage(sheet, linen)}<rect width="${pictureWidth}" height="${pictureHeight}" fill="${grain(sheet, { scale: 0.4, strength: 0.4, colour: "#6a5038", stretch: 0.4 })}"/>${folds}${dish}${lay(item, { x: 500, y: 900, scale: Math.min(600 / item.width, 700 / item.height), turn: 14, lift: 8 })}`;
  },
};
