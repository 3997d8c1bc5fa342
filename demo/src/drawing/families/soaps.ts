// Soaps, oils, pots and bottles on a stone plinth.
import { mix, shade } from "../colour.ts";
import { turnedBody } from "../lathe.ts";
import { branch, foldedCloth } from "../props.ts";
import { contactShadow, stand } from "../shadow.ts";
import { placed, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, stops } from "../sheet.ts";
import { plaster, tableStage, windowLight, pictureWidth } from "../stage.ts";
import type { Artist, Subject } from "../subject.ts";
import { toneOf } from "./soap-bars.ts";
import { soapPiece } from "./soap-bottles.ts";

/** A thick slab of pale stone. */
function plinth(subject: Subject, y: number): string {
  const stone = "#e9e1d2";
  const { sheet } = subject;
  return `<rect x="150" y="${y}" width="900" height="200" fill="${linear(sheet, 0, [
    [0, shade(stone, 0.02)],
    [0.7, shade(stone, -0.06)],
    [1, shade(stone, -0.14)],
  ])}"/><path d="M150 ${y}L230 ${y - 120}H970L1050 ${y}Z" fill="${linear(sheet, 90, [
    [0, shade(stone, -0.02)],
    [1, shade(stone, 0.05)],
  ])}"/><path d="M150 ${y}L230 ${y - 120}H970L1050 ${y}V${y + 200}H150Z" fill="${grain(sheet, { scale: 0.012, strength: 0.45, colour: "#8a7a66", stretch: 2 })}"/><path d="M150 ${y}H1050" stroke="#ffffff" stroke-width="4" opacity=".7"/><rect x="150" y="${y + 196}" width="900" height="70" fill="${linear(
    sheet,
    90,
    stops("0 #2a1a10 0.4, 1 #2a1a10 0"),
  )}"/>`;
}

export const soaps: Artist = {
  piece: soapPiece,
  front(subject) {
    const { sheet } = subject;
    const piece = soapPiece(subject);
    const { wall } = toneOf(subject);
    const scale = Math.min(720 / piece.width, 800 / piece.height, 1.35);
    return (
      tableStage(sheet, { wall, top: mix(wall, "#f3e8d6", 0.4), horizon: 1120, light: true }) +
      plinth(subject, 1200) +
      stand(sheet, piece, { x: 580, y: 1150, scale, foot: piece.width * 0.42 })
    );
  },
  detail(subject) {
    const piece = soapPiece(subject);
    const scale = Math.min(720 / piece.width, 800 / piece.height, 1.35) * 2.3;
    const { wall } = toneOf(subject);
    return (
      tableStage(subject.sheet, { wall, top: wall, horizon: 1490 }) +
      placed(piece.markup, 600, { y: 800 + piece.height * scale * 0.36, scale })
    );
  },
  inUse(subject) {
    const { sheet, slug } = subject;
    const piece = soapPiece(subject);
    const { wall, colour } = toneOf(subject);
    const scale = Math.min(460 / piece.width, 520 / piece.height, 0.95);
    const stone = "#ded3c0";
    const shelf = `<rect x="0" y="1120" width="${pictureWidth}" height="400" fill="${linear(sheet, 90, [
      [0, shade(stone, -0.04)],
      [1, shade(stone, 0.05)],
    ])}"/><rect x="0" y="1120" width="${pictureWidth}" height="400" fill="${grain(sheet, { scale: 0.006, strength: 0.4, colour: "#8a745c", stretch: 0.5 })}"/>`;
    const basin = turnedBody(sheet, {
      profile: pairs("330,210 330,210 310,130 220,20 190,0"),
      colour: "#b0673f",
      finish: "metal",
      inside: "#8a4a2a",
    });
    return (
      plaster(sheet, wall, 1124) +
      windowLight({ x: 520, y: 160, height: 700, strength: 0.4 }) +
      shelf +
      contactShadow(sheet, { x: 900, y: 1210, radius: 260 }) +
      placed(basin, 900, { y: 1210, scale: 0.86 }) +
      foldedCloth(
        sheet,
        { x: 250, y: 1230 },
        { colour: mix(colour, "#f4ecdc", 0.66), width: 360, layers: 5 },
      ) +
      branch(`${slug} b`, { x: 250, y: 1066, scale: 0.7 }, { height: 220, lean: 190, leaf: "#74805a" }) +
      stand(sheet, piece, { x: 560, y: 1300, scale, foot: piece.width * 0.42 })
    );
  },
};
