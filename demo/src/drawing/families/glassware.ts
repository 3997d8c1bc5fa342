// Glass: seen by what it does to the light behind it; dark edges, bright streaks, colour where it is thick.
import { mix, shade } from "../colour.ts";
import { ellipseRatio, onBody, outlineOf, radiusAt, ringBand, turnedBody, type Profile } from "../lathe.ts";
import { fruit } from "../props.ts";
import { blurred, clipped, linear, px, radial, type Sheet } from "../sheet.ts";
import { circlePath, placed, smooth, times, type Point } from "../shapes.ts";
import { tableStage } from "../stage.ts";
import { randomFor, type Artist, type Piece, type Subject } from "../subject.ts";
import { glassForms } from "./glass-forms.ts";

function bubbles(subject: Subject, profile: Profile): string {
  const random = randomFor(subject, "bubbles");
  const top = profile[0]?.[1] ?? 0;
  return times(subject.close ? 60 : 34, () => {
    const height = random.between(10, top * 0.95);
    const x = random.between(-0.92, 0.92) * radiusAt(profile, height);
    const r = 1.5 + random.next() ** 3 * 6;
    return `<ellipse cx="${px(x)}" cy="${px(-height)}" rx="${px(r)}" ry="${px(r * 1.4)}" fill="#ffffff" fill-opacity=".16" stroke="#ffffff" stroke-opacity=".6" stroke-width="1.2"/>`;
  }).join("");
}

function decorationOf(subject: Subject, profile: Profile): string {
  const top = profile[0]?.[1] ?? 0;
  const gold = "#c9983f";
  switch (subject.motif) {
    case "bubbles":
      return bubbles(subject, profile);
    case "gilt":
      return [0.94, 0.87].map((at) => `<path d="${ringBand(profile, top * at, top * at - 7)}" fill="${gold}"/>`).join("") + times(9, (index) => { const { x, y, squeeze } = onBody(profile, -1.3 + index * 0.325, top * 0.8); return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(9 * squeeze)}" ry="12" fill="${gold}"/>`; }).join("");
    case "arches":
      return [0.95, 0.9, 0.42].map((at) => `<path d="${ringBand(profile, top * at, top * at - 8)}" fill="${gold}"/>`).join("") + times(9, (index) => { const { x, y, squeeze } = onBody(profile, -1.36 + index * 0.34, top * 0.55); return `<g transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)"><path d="M-24 66V-30C-24 -72 -8 -80 0 -104C8 -80 24 -72 24 -30V66Z" fill="${subject.palette.base}" fill-opacity=".55" stroke="${gold}" stroke-width="7"/><circle cy="-14" r="10" fill="${gold}"/></g>`; }).join("");
    case "twist":
      return times(15, (index) => {
        const points: Point[] = times(9, (step) => {
          const { x, y } = onBody(profile, -1.9 + index * 0.27 + step * 0.1, top * (1 - step / 8));
          return [x, y];
        });
        return `<path d="${smooth(points)}" fill="none" stroke="#ffffff" stroke-width="${index % 3 ? 4 : 10}" opacity=".72"/>`;
      }).join("");
    case "dimples":
      return times(6, (row) => times(11, (index) => { const { x, y, squeeze } = onBody(profile, -1.4 + ((index + (row % 2) * 0.5) / 10.5) * 2.8, top * (0.9 - row * 0.15)); return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(30 * squeeze)}" ry="21" fill="#ffffff" fill-opacity=".2"/><path d="M${px(x - 20 * squeeze)} ${px(y + 8)}Q${px(x)} ${px(y + 26)} ${px(x + 20 * squeeze)} ${px(y + 8)}" fill="none" stroke="${subject.palette.deep}" stroke-width="4" opacity=".4"/>`; }).join("")).join("");
    case "cut":
    case "ribbed":
      return times(11, (index) => {
        const points: Point[] = times(8, (step) => { const { x, y } = onBody(profile, -1.4 + index * 0.28, top * (0.78 - step * 0.1)); return [x, y]; });
        return `<path d="${smooth(points)}" fill="none" stroke="#ffffff" stroke-width="6" opacity=".34"/><path d="${smooth(points)}" fill="none" stroke="${subject.palette.deep}" stroke-width="4" opacity=".3" transform="translate(7 0)"/>`;
      }).join("") + (subject.motif === "cut" ? `<path d="${ringBand(profile, 410, 398)}${ringBand(profile, 120, 108)}" fill="${gold}"/>` : "");
    default:
      return "";
  }
}

/** One glass body: back wall, tint, edges, streaks and rim. */
function glassBody(subject: Subject, profile: Profile, fill = 0): string {
  const { sheet, palette } = subject;
  const clear = palette.name === "Clear";
  const tint = clear ? "#dfe9e4" : palette.base;
  const outline = outlineOf(profile);
  const [radius, top] = profile[0] ?? [0, 0];
  const thick = clear ? 0.3 : 0.62;
  const body = linear(sheet, 0, [[0, shade(tint, -0.2), Math.min(0.95, thick + 0.35)], [0.1, tint, thick], [0.35, shade(tint, 0.12), thick * 0.62], [0.55, shade(tint, 0.08), thick * 0.55], [0.88, tint, thick], [1, shade(tint, -0.24), Math.min(0.95, thick + 0.35)]]);
  const pool = linear(sheet, 90, [[0, shade(tint, 0.1), 0], [0.7, tint, 0.1], [0.93, shade(tint, -0.1), clear ? 0.35 : 0.6], [1, shade(tint, 0.14), 0.5]]);
  const tea = fill > 0 ? `<path d="${ringBand(profile, top * fill, 12)}" fill="#9a3a12" opacity=".82"/><ellipse cx="0" cy="${px(-top * fill)}" rx="${px(radiusAt(profile, top * fill))}" ry="${px(radiusAt(profile, top * fill) * ellipseRatio)}" fill="#b8521c"/>` : "";
  const streak = (at: number, width: number, opacity: number) => {
    const line: Point[] = times(8, (step) => { const height = top * (0.93 - step * 0.115); return [radiusAt(profile, height) * at, -height]; });
    return `<path d="${smooth(line)}" fill="none" stroke="#ffffff" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}" ${blurred(sheet, 3)}/>`;
  };
  const rim = `<ellipse cx="0" cy="${px(-top)}" rx="${px(radius)}" ry="${px(radius * ellipseRatio)}" fill="${shade(tint, 0.1)}" fill-opacity=".28" stroke="${shade(tint, -0.1)}" stroke-width="8" stroke-opacity=".6"/><ellipse cx="0" cy="${px(-top - 1)}" rx="${px(radius - 2)}" ry="${px(radius * ellipseRatio - 1)}" fill="none" stroke="#ffffff" stroke-width="3.5" stroke-opacity=".85"/>`;
  return clipped(sheet, `<path d="${outline}"/>`, `${tea}<path d="${outline}" fill="${body}"/><path d="${outline}" fill="${pool}"/>${decorationOf(subject, profile)}${streak(-0.74, 15, 0.75)}${streak(-0.56, 5, 0.5)}${streak(0.8, 8, 0.5)}`) + `<path d="${outline}" fill="none" stroke="${shade(tint, -0.24)}" stroke-width="4" opacity=".55"/>` + rim;
}

/** Parts that are not turned. */
function extras(subject: Subject): { behind: string; before: string } {
  const { palette, sheet } = subject;
  const tint = palette.name === "Clear" ? "#c9d8d1" : palette.base;
  const rod = (path: string, width: number) => `<path d="${path}" fill="none" stroke="${shade(tint, -0.16)}" stroke-width="${width}" stroke-opacity=".85" stroke-linecap="round"/><path d="${path}" fill="none" stroke="${shade(tint, 0.16)}" stroke-width="${px(width * 0.62)}" stroke-linecap="round"/><path d="${path}" fill="none" stroke="#ffffff" stroke-width="${px(width * 0.18)}" stroke-linecap="round" opacity=".9" transform="translate(-4 -4)"/>`;
  switch (subject.form) {
    case "jug":
      return { behind: "", before: rod("M160 -520C330 -560 340 -260 206 -220", 30) };
    case "swan":
      return { behind: "", before: rod("M0 -440C10 -620 -190 -640 -150 -760C-130 -820 -60 -830 -30 -790", 44) + `<path d="M-60 -812L6 -800L-6 -744Z" fill="${shade(tint, 0.1)}"/>` };
    case "perfume":
      return { behind: "", before: `<path d="M-20 -520L-9 -600Q-60 -680 0 -760Q60 -680 9 -600L20 -520Z" fill="${linear(sheet, 0, [[0, shade(tint, -0.1)], [0.4, shade(tint, 0.22)], [1, shade(tint, -0.14)]])}" fill-opacity=".9"/><path d="M-12 -620Q-34 -680 -4 -730" fill="none" stroke="#ffffff" stroke-width="6" opacity=".7"/><path d="M-30 -524h60v12h-60Z" fill="#c9983f"/>` };
    case "tulip":
      return { behind: turnedBody(sheet, { profile: [[250, 26], [250, 26], [170, 0]], colour: "#f1eadb", finish: "gloss", inside: "#f7f1e4" }) + `<ellipse cy="-26" rx="240" ry="39" fill="none" stroke="#c9983f" stroke-width="5"/>`, before: "" };
    case "storm":
      return { behind: turnedBody(sheet, { profile: [[150, 170], [150, 170], [150, 140], [70, 110], [60, 60], [160, 20], [164, 0]], colour: "#8a5a36", finish: "satin", inside: "#9a6a42" }) + `<path d="M-44 -170V-390Q0 -404 44 -390V-170Z" fill="#f3e6c8"/><path d="M0 -392v-20" stroke="#3a2818" stroke-width="5"/><path d="M0 -500C30 -450 26 -412 0 -408C-26 -412 -28 -452 0 -500Z" fill="#ffc860"/><ellipse cy="-432" rx="11" ry="22" fill="#fff8e0"/><circle cy="-450" r="210" fill="${radial(sheet, [0.5, 0.5, 0.5], [[0, "#ffdf9a", 0.7], [1, "#ffdf9a", 0]])}"/>`, before: "" };
    default:
      return { behind: "", before: "" };
  }
}

export function glassPiece(subject: Subject): Piece {
  const bodies = glassForms[subject.form] ?? glassForms.tumbler ?? [];
  const { behind, before } = extras(subject);
  const markup = behind + bodies.map(({ profile, x = 0, fill = 0 }) => placed(glassBody(subject, profile, fill), x, { y: subject.form === "tulip" ? -14 : 0 })).join("") + before;
  const height = Math.max(...bodies.map(({ profile }) => profile[0]?.[1] ?? 0)) + (subject.form === "swan" ? 340 : subject.form === "perfume" ? 240 : 20);
  const width = bodies.length > 1 ? 740 : Math.max(...(bodies[0]?.profile ?? []).map(([radius]) => radius)) * 2;
  return { markup, width, height, outline: bodies.map(({ profile, x = 0 }) => (x === 0 ? outlineOf(profile) : circlePath([x, -160], 100, 1.6))).join("") };
}

/** Light through coloured glass falls on the table as colour, with a bright heart. */
function caustic(sheet: Sheet, at: { x: number; y: number; radius: number }, colour: string): string {
  const { x, y, radius } = at;
  return (
    `<g transform="translate(${px(x + radius * 1.5)} ${px(y + radius * 0.16)}) rotate(6)"><ellipse rx="${px(radius * 2.1)}" ry="${px(radius * 0.44)}" fill="${radial(sheet, [0.3, 0.5, 0.7], [[0, colour, 0.75], [0.6, shade(colour, -0.08), 0.34], [1, colour, 0]])}"/><ellipse cx="${px(-radius * 0.3)}" rx="${px(radius * 0.8)}" ry="${px(radius * 0.14)}" fill="#fff6d8" opacity=".55" ${blurred(sheet, 9)}/></g>` +
    `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(radius * 1.15)}" ry="${px(radius * 0.24)}" fill="${radial(sheet, [0.5, 0.5, 0.5], [[0, shade(colour, -0.3), 0.6], [1, shade(colour, -0.3), 0]])}"/>`
  );
}

function standing(subject: Subject, at: { x: number; y: number; scale: number }): string {
  const piece = glassPiece(subject);
  const colour = subject.palette.name === "Clear" ? "#b9c9bf" : subject.palette.base;
  const bodies = glassForms[subject.form] ?? [];
  const pools = bodies.map(({ profile, x = 0 }) => caustic(subject.sheet, { x: at.x + x * at.scale, y: at.y, radius: (profile.at(-1)?.[0] ?? 100) * at.scale }, colour)).join("");
  return pools + placed(piece.markup, at.x, { y: at.y, scale: at.scale });
}

export const glassware: Artist = {
  piece: glassPiece,
  front(subject) {
    const piece = glassPiece(subject);
    const { sheet, palette } = subject;
    const stage = tableStage(sheet, { wall: mix(palette.wall, palette.pale, 0.3), top: mix(palette.wall, "#f8f0e0", 0.7), horizon: 930, light: true });
    return stage + standing(subject, { x: 570, y: 1200, scale: Math.min(820 / piece.width, 860 / piece.height, 1.55) });
  },
  detail(subject) {
    const piece = glassPiece(subject);
    const scale = Math.min(820 / piece.width, 860 / piece.height, 1.55) * 2.3;
    const { palette } = subject;
    return tableStage(subject.sheet, { wall: mix(palette.wall, palette.pale, 0.3), top: palette.wall, horizon: 1490, light: true }) + placed(piece.markup, 620, { y: 330 + piece.height * scale * (subject.form === "swan" ? 0.9 : 0.96), scale });
  },
  inUse(subject) {
    const { sheet, palette } = subject;
    const piece = glassPiece(subject);
    const scale = Math.min(480 / piece.width, 640 / piece.height, 1.1);
    const cloth = `<path d="M-20 1250C300 1200 500 1290 760 1240S1100 1270 1230 1230V1510H-20Z" fill="${mix(palette.pale, "#f4ecdc", 0.5)}"/><path d="M-20 1250C300 1200 500 1290 760 1240S1100 1270 1230 1230" fill="none" stroke="#7a5a3c" stroke-width="5" opacity=".25"/><path d="M200 1300Q260 1400 220 1510M620 1290Q600 1400 660 1510M940 1290Q1000 1380 960 1510" fill="none" stroke="#7a5a3c" stroke-width="16" opacity=".12" ${blurred(sheet, 8)}/>`;
    const frame = `<path d="M690 90H1120V700H690Z" fill="${linear(sheet, 90, [[0, "#dfe9ec"], [1, "#f7eeda"]])}"/><path d="M690 90H1120V700H690Z M905 90V700M690 390H1120" fill="none" stroke="#f3ead9" stroke-width="24"/><path d="M678 78H1132V712H678Z" fill="none" stroke="${shade(palette.wall, -0.16)}" stroke-width="5"/><path d="M660 712H1150V748H660Z" fill="#f3ead9"/>`;
    return (
      tableStage(sheet, { wall: palette.wall, top: "#b58a62", horizon: 1000 }) + frame + cloth +
      fruit(sheet, { x: 830, y: 1215, scale: 1.15 }) + fruit(sheet, { x: 945, y: 1240, scale: 1.1 }, "#dd9a34") +
      standing(subject, { x: 470, y: 1240, scale })
    );
  },
};
