// Glass: seen by what it does to the light behind it; dark edges, bright streaks, colour where it is thick.
import { mix, shade } from "../colour.ts";
import { outlineOf, rimAt } from "../lathe.ts";
import { fruit } from "../props.ts";
import { blurred, linear, px, radial, type Sheet, stops } from "../sheet.ts";
import { circlePath, placed } from "../shapes.ts";
import { tableStage } from "../stage.ts";
import type { Artist, Piece, Subject } from "../subject.ts";
import { glassForms } from "./glass-forms.ts";
import { glassBody } from "./glass-body.ts";
import { extras } from "./glass-parts.ts";

export function glassPiece(subject: Subject): Piece {
  const bodies = glassForms[subject.form] ?? glassForms.tumbler ?? [];
  const { behind, before } = extras(subject);
  const markup =
    behind +
    bodies
      .map(({ profile, x = 0, fill = 0 }) =>
        placed(glassBody(subject, profile, fill), x, { y: subject.form === "tulip" ? -14 : 0 }),
      )
      .join("") +
    before;
  const height =
    Math.max(...bodies.map(({ profile }) => rimAt(profile)[1])) +
    (subject.form === "swan" ? 340 : subject.form === "perfume" ? 240 : 20);
  const width =
    bodies.length > 1 ? 740 : Math.max(...(bodies[0]?.profile ?? []).map(([radius]) => radius)) * 2;
  return {
    markup,
    width,
    height,
    outline: bodies
      .map(({ profile, x = 0 }) => (x === 0 ? outlineOf(profile) : circlePath([x, -160], 100, 1.6)))
      .join(""),
  };
}

/** Light through coloured glass falls on the table as colour, with a bright heart. */
function caustic(sheet: Sheet, at: { x: number; y: number; radius: number }, colour: string): string {
  const { x, y, radius } = at;
  return (
    `<g transform="translate(${px(x + radius * 1.5)} ${px(y + radius * 0.16)}) rotate(6)"><ellipse rx="${px(radius * 2.1)}" ry="${px(radius * 0.44)}" fill="${radial(
      sheet,
      [0.3, 0.5, 0.7],
      [
        [0, colour, 0.75],
        [0.6, shade(colour, -0.08), 0.34],
        [1, colour, 0],
      ],
    )}"/><ellipse cx="${px(-radius * 0.3)}" rx="${px(radius * 0.8)}" ry="${px(radius * 0.14)}" fill="#fff6d8" opacity=".55" ${blurred(sheet, 9)}/></g>` +
    `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(radius * 1.15)}" ry="${px(radius * 0.24)}" fill="${radial(
      sheet,
      [0.5, 0.5, 0.5],
      [
        [0, shade(colour, -0.3), 0.6],
        [1, shade(colour, -0.3), 0],
      ],
    )}"/>`
  );
}

function standing(subject: Subject, at: { x: number; y: number; scale: number }): string {
  const piece = glassPiece(subject);
  const colour = subject.palette.name === "Clear" ? "#b9c9bf" : subject.palette.base;
  const bodies = glassForms[subject.form] ?? [];
  const pools = bodies
    .map(({ profile, x = 0 }) =>
      caustic(
        subject.sheet,
        { x: at.x + x * at.scale, y: at.y, radius: (profile.at(-1)?.[0] ?? 100) * at.scale },
        colour,
      ),
    )
    .join("");
  return pools + placed(piece.markup, at.x, { y: at.y, scale: at.scale });
}

export const glassware: Artist = {
  piece: glassPiece,
  front(subject) {
    const piece = glassPiece(subject);
    const { sheet, palette } = subject;
    const stage = tableStage(sheet, {
      wall: mix(palette.wall, palette.pale, 0.3),
      top: mix(palette.wall, "#f8f0e0", 0.7),
      horizon: 930,
      light: true,
    });
    return (
      stage +
      standing(subject, { x: 570, y: 1200, scale: Math.min(820 / piece.width, 860 / piece.height, 1.55) })
    );
  },
  detail(subject) {
    const piece = glassPiece(subject);
    const scale = Math.min(820 / piece.width, 860 / piece.height, 1.55) * 2.3;
    const { palette } = subject;
    return (
      tableStage(subject.sheet, {
        wall: mix(palette.wall, palette.pale, 0.3),
        top: palette.wall,
        horizon: 1490,
        light: true,
      }) +
      placed(piece.markup, 620, {
        y: 330 + piece.height * scale * (subject.form === "swan" ? 0.9 : 0.96),
        scale,
      })
    );
  },
  inUse(subject) {
    const { sheet, palette } = subject;
    const piece = glassPiece(subject);
    const scale = Math.min(480 / piece.width, 640 / piece.height, 1.1);
    const cloth = `<path d="M-20 1250C300 1200 500 1290 760 1240S1100 1270 1230 1230V1510H-20Z" fill="${mix(palette.pale, "#f4ecdc", 0.5)}"/><path d="M-20 1250C300 1200 500 1290 760 1240S1100 1270 1230 1230" fill="none" stroke="#7a5a3c" stroke-width="5" opacity=".25"/><path d="M200 1300Q260 1400 220 1510M620 1290Q600 1400 660 1510M940 1290Q1000 1380 960 1510" fill="none" stroke="#7a5a3c" stroke-width="16" opacity=".12" ${blurred(sheet, 8)}/>`;
    const frame = `<path d="M690 90H1120V700H690Z" fill="${linear(sheet, 90, stops("0 #dfe9ec, 1 #f7eeda"))}"/><path d="M690 90H1120V700H690Z M905 90V700M690 390H1120" fill="none" stroke="#f3ead9" stroke-width="24"/><path d="M678 78H1132V712H678Z" fill="none" stroke="${shade(palette.wall, -0.16)}" stroke-width="5"/><path d="M660 712H1150V748H660Z" fill="#f3ead9"/>`;
    return (
      tableStage(sheet, { wall: palette.wall, top: "#b58a62", horizon: 1000 }) +
      frame +
      cloth +
      fruit(sheet, { x: 830, y: 1215, scale: 1.15 }) +
      fruit(sheet, { x: 945, y: 1240, scale: 1.1 }, "#dd9a34") +
      standing(subject, { x: 470, y: 1240, scale })
    );
  },
};
