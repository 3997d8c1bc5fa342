// Baskets: woven bodies with handles and lids, trays from above.
import { rimAt } from "../lathe.ts";
import { mix, shade } from "../colour.ts";
import { branch, fruit, palm } from "../props.ts";
import { lay, stand } from "../shadow.ts";
import { placed } from "../shapes.ts";
import { flatStage, roomStage, tableStage } from "../stage.ts";
import type { Artist } from "../subject.ts";
import { forms, isFlat, basketPiece } from "./basket-forms.ts";

export const baskets: Artist = {
  piece: basketPiece,
  front(subject) {
    const { sheet, palette } = subject;
    const piece = basketPiece(subject);
    if (isFlat(subject))
      return (
        flatStage(sheet, mix(palette.wall, "#efe5d5", 0.3)) +
        lay(piece, { x: 600, y: 750, scale: 1.13, turn: -12, lift: 20 })
      );
    const stage = tableStage(sheet, {
      wall: palette.wall,
      top: mix(palette.wall, "#f3e8d6", 0.6),
      horizon: 1000,
    });
    return (
      stage +
      stand(sheet, piece, {
        x: 585,
        y: 1220,
        scale: Math.min(860 / piece.width, 860 / piece.height),
        foot: piece.width * 0.38,
      })
    );
  },
  detail(subject) {
    const { sheet, palette } = subject;
    const piece = basketPiece(subject);
    if (isFlat(subject))
      return flatStage(sheet, palette.wall) + lay(piece, { x: 470, y: 880, scale: 2.6, turn: -12, lift: 14 });
    const scale = Math.min(860 / piece.width, 860 / piece.height) * 2.5;
    return (
      tableStage(sheet, { wall: palette.wall, top: palette.wall, horizon: 1480 }) +
      placed(piece.markup, 680, {
        y: 760 + rimAt(forms[subject.form]?.profile ?? [])[1] * scale * 0.62,
        scale,
      })
    );
  },
  inUse(subject) {
    const { sheet, palette, slug } = subject;
    const piece = basketPiece(subject);
    const wall = mix(palette.wall, "#efe6d6", 0.25);
    if (isFlat(subject)) {
      const top =
        flatStage(sheet, mix("#b58a62", palette.wall, 0.25)) +
        lay(piece, { x: 560, y: 760, scale: 1, turn: 16, lift: 14 });
      return (
        top +
        fruit(sheet, { x: 500, y: 800, scale: 1.25 }) +
        fruit(sheet, { x: 640, y: 740, scale: 1.2 }, "#dd9a34") +
        fruit(sheet, { x: 610, y: 890, scale: 1.3 }, "#c8652f")
      );
    }
    const scale = Math.min(520 / piece.width, 560 / piece.height);
    const closed = ["pointed", "picnic"].includes(subject.form);
    const rim = 1290 - rimAt(forms[subject.form]?.profile ?? [])[1] * scale;
    const stems = closed
      ? ""
      : [-150, -40, 80, 170]
          .map((lean, index) =>
            branch(
              `${slug} ${index}`,
              { x: 560 + lean * 0.3, y: rim + 20 },
              { height: 360 - Math.abs(lean) * 0.4, lean, leaf: index % 2 ? "#808a62" : "#6a7a52" },
            ),
          )
          .join("");
    return (
      roomStage(sheet, { wall, floor: "#b08a63" }) +
      palm(
        sheet,
        { x: 1010, y: 1130, scale: 1.1 },
        { seed: `${slug} palm`, pot: shade(palette.accent, 0.08) },
      ) +
      stems +
      stand(sheet, piece, { x: 560, y: 1290, scale, foot: piece.width * 0.38 })
    );
  },
};
