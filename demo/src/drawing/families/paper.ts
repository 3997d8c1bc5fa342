// Notebooks, prints, letters and sheets of paper.
import { mix, shade } from "../colour.ts";
import { branch, plainPot } from "../props.ts";
import { lay } from "../shadow.ts";
import { grain } from "../grain.ts";
import { linear, softened, stops } from "../sheet.ts";
import { flatStage, pictureHeight, pictureWidth, plaster, windowLight } from "../stage.ts";
import type { Artist } from "../subject.ts";
import { paperPiece } from "./paper-forms.ts";

export const paper: Artist = {
  piece: paperPiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = paperPiece(subject);
    if (subject.form === "print")
      return (
        plaster(sheet, mix(palette.wall, "#efe6d6", 0.2)) +
        windowLight({ x: 60, y: 150, height: 900, strength: 0.22 }) +
        lay(piece, { x: 600, y: 730, scale: 1.06, lift: 22 })
      );
    return (
      flatStage(sheet, palette.wall) +
      lay(piece, {
        x: 600,
        y: 750,
        scale: Math.min(1.12, 900 / piece.width),
        turn: subject.form === "sheets" || subject.form === "trio" ? 0 : -5,
        lift: 18,
      })
    );
  },
  detail(subject) {
    const piece = paperPiece(subject);
    const [x, y] = subject.form === "print" ? [430, 900] : [820, 1180];
    return (
      flatStage(subject.sheet, subject.palette.wall) + lay(piece, { x, y, scale: 2.3, turn: -9, lift: 14 })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = paperPiece(subject);
    const wood = "#a87748";
    if (subject.form === "print") {
      const table = `<rect x="0" y="1230" width="${pictureWidth}" height="${pictureHeight - 1230}" fill="${linear(
        sheet,
        90,
        [
          [0, shade(wood, 0.08)],
          [0.1, wood],
          [1, shade(wood, -0.12)],
        ],
      )}"/>`;
      return (
        plaster(sheet, mix(palette.wall, palette.base, 0.12)) +
        windowLight({ x: 640, y: 120, height: 760, strength: 0.3 }) +
        lay(piece, { x: 560, y: 620, scale: 0.8, lift: 20 }) +
        table +
        branch(`${slug} s`, { x: 980, y: 1060, scale: 1.1 }, { height: 360, lean: 60, leaf: "#74805a" }) +
        plainPot(sheet, { x: 976, y: 1290, scale: 1.05 }, mix(palette.accent, "#d9c6aa", 0.3))
      );
    }
    const desk =
      flatStage(sheet, wood) +
      `<rect width="${pictureWidth}" height="${pictureHeight}" fill="${grain(sheet, { scale: 0.004, strength: 0.5, colour: shade(wood, -0.2), stretch: 10 })}"/>`;
    const pen = `<g transform="translate(1010 560) rotate(24)"><path d="M-15 -330H15V250L0 320L-15 250Z" fill="${linear(
      sheet,
      0,
      stops("0 #2a2420, 0.4 #6a5a4c, 1 #1d1814"),
    )}"/><path d="M-15 -60H15V-34H-15Z" fill="#c9983f"/><path d="M-9 262L0 322L9 262Z" fill="#d9b45c"/></g>`;
    const cup = `<g transform="translate(240 270)">${softened('<circle r="162" cx="16" cy="22"/>', { colour: "#1d120c", opacity: 0.32, spread: 22 })}<circle r="168" fill="#efe6d4"/><circle r="112" fill="#e3d7c0"/><circle r="104" fill="#f6efe0"/><circle r="94" fill="#4a2616"/><circle r="94" fill="none" stroke="#8a5a36" stroke-width="7" opacity=".7"/></g>`;
    return (
      desk +
      cup +
      lay(piece, { x: 600, y: 860, scale: Math.min(0.98, 760 / piece.width), turn: 7, lift: 16 }) +
      pen
    );
  },
};
