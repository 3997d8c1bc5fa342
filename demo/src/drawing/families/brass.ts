// Brass and copper: engraved trays from above, and turned vessels.
import { mix, shade } from "../colour.ts";
import { fruit, plainPot, branch } from "../props.ts";
import { lay, stand } from "../shadow.ts";
import { placed } from "../shapes.ts";
import { blurred, radial, stops } from "../sheet.ts";
import { flatStage, nicheStage, tableStage } from "../stage.ts";
import type { Artist, Subject } from "../subject.ts";
import { flatForms } from "./brass-tray.ts";
import { brassPiece } from "./brass-forms.ts";

const wallOf = ({ palette }: Subject) =>
  mix(palette.wall, palette.name === "Brass" ? "#5d7573" : palette.wall, 0.5);

export const brass: Artist = {
  piece: brassPiece,
  front(subject) {
    const piece = brassPiece(subject);
    const wall = wallOf(subject);
    if (flatForms.has(subject.form))
      return (
        flatStage(subject.sheet, shade(wall, 0.04)) +
        lay(piece, { x: 600, y: 750, scale: 1.16, lift: 20, turn: subject.form === "oval" ? -24 : 0 })
      );
    return (
      tableStage(subject.sheet, { wall, top: mix(wall, "#efe2cc", 0.5), horizon: 1000 }) +
      stand(subject.sheet, piece, {
        x: 600,
        y: 1210,
        scale: Math.min(880 / piece.width, 860 / piece.height),
        foot: piece.width * 0.3,
      })
    );
  },
  detail(subject) {
    const piece = brassPiece(subject);
    if (flatForms.has(subject.form))
      return (
        flatStage(subject.sheet, wallOf(subject)) + lay(piece, { x: 330, y: 1040, scale: 2.5, lift: 10 })
      );
    const scale = Math.min(880 / piece.width, 860 / piece.height) * 2.3;
    return (
      tableStage(subject.sheet, { wall: wallOf(subject), top: wallOf(subject), horizon: 1490 }) +
      placed(piece.markup, 620, { y: 760 + piece.height * scale * 0.44, scale })
    );
  },
  inUse(subject) {
    const { sheet, slug } = subject;
    const piece = brassPiece(subject);
    const wall = wallOf(subject);
    if (flatForms.has(subject.form)) {
      const glass = (x: number, y: number) =>
        `<g transform="translate(${x} ${y})"><ellipse cx="34" cy="26" rx="96" ry="70" fill="#7a3a10" opacity=".35" ${blurred(sheet, 12)}/><circle r="74" fill="#e8efe8" opacity=".5"/><circle r="66" fill="#9a4a14"/><circle r="66" fill="${radial(
          sheet,
          [0.36, 0.3, 0.8],
          stops("0 #e08a3a 0.8, 1 #5a2208 0.5"),
        )}"/><circle r="71" fill="none" stroke="#ffffff" stroke-width="6" opacity=".8"/><path d="M-8 -30Q20 -40 34 -10Q10 0 -8 -30Z" fill="#5f7a48"/></g>`;
      return (
        flatStage(sheet, mix("#9a5a3e", wall, 0.3)) +
        lay(piece, { x: 600, y: 780, scale: 1.12, lift: 22 }) +
        glass(470, 640) +
        glass(700, 590) +
        glass(750, 820)
      );
    }
    return (
      nicheStage(sheet, wall) +
      (subject.form === "bowl"
        ? ""
        : branch(`${slug} b`, { x: 800, y: 1000, scale: 0.8 }, { height: 300, lean: 40, leaf: "#74805a" })) +
      plainPot(sheet, { x: 800, y: 1160, scale: 0.72 }, "#e3d5bd") +
      stand(sheet, piece, {
        x: 545,
        y: 1170,
        scale: Math.min(470 / piece.width, 560 / piece.height),
        foot: piece.width * 0.3,
      }) +
      (subject.form === "bowl"
        ? fruit(sheet, { x: 500, y: 1010, scale: 0.8 }, "#e0b93a") +
          fruit(sheet, { x: 600, y: 1004, scale: 0.84 }, "#dba92f")
        : "")
    );
  },
};
