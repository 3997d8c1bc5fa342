// Drums: darbuka, bendir, riq.
import { shade } from "../colour.ts";
import { onBody, outlineOf, ringBand, turnedBody, type Profile } from "../lathe.ts";
import { circlePath, leafPath, onCircle, polygon, starPoints, times, pairs } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px, radial, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { tone } from "./instrument-wood.ts";

export function darbuka(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const profile: Profile = pairs("300,640 300,640 306,590 270,440 140,340 118,280 130,160 190,20 196,0");
  const pearl = subject.motif === "pearl";
  const ground = pearl ? tone(subject) : palette.pale;
  const marks = pearl
    ? [560, 500, 450]
        .map((height, row) =>
          times(19, (index) => {
            const { x, y, squeeze } = onBody(profile, -1.45 + index * 0.161 + (row % 2) * 0.08, height);
            return `<path d="M${px(x - 18 * squeeze)} ${px(y + 22)}L${px(x)} ${px(y - 24)}L${px(x + 18 * squeeze)} ${px(y + 22)}Z" fill="${["#f3efe6", "#d9e4e2", "#efdde0"][index % 3]}"/>`;
          }).join(""),
        )
        .join("") +
      [250, 110, 60]
        .map((height) =>
          times(15, (index) => {
            const { x, y, squeeze } = onBody(profile, -1.45 + index * 0.207, height);
            return `<path d="${polygon([
              [x - 11 * squeeze, y],
              [x, y - 13],
              [x + 11 * squeeze, y],
              [x, y + 13],
            ])}" fill="#efe9df"/>`;
          }).join(""),
        )
        .join("")
    : `<path d="${ringBand(profile, 590, 556)}${ringBand(profile, 330, 296)}${ringBand(profile, 60, 10)}" fill="${palette.base}"/><path d="${ringBand(profile, 540, 530)}${ringBand(profile, 400, 390)}${ringBand(profile, 250, 240)}" fill="${palette.accent}"/>` +
      times(11, (index) => {
        const { x, y, squeeze } = onBody(profile, -1.42 + index * 0.284, 464);
        return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)" d="M0 -52L38 0L0 52L-38 0ZM0 -24L18 0L0 24L-18 0Z" fill="${palette.base}" fill-rule="evenodd"/>`;
      }).join("") +
      times(13, (index) => {
        const { x, y, squeeze } = onBody(profile, -1.42 + index * 0.237, 150);
        return `<path transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)" d="M-14 60L0 -60L14 60Z" fill="${palette.base}"/>`;
      }).join("");
  const skin = "#efe0c0";
  const head = `<ellipse cy="-640" rx="300" ry="51" fill="${shade(skin, -0.16)}"/><ellipse cy="-644" rx="292" ry="47" fill="${linear(
    sheet,
    10,
    [
      [0, shade(skin, 0.03)],
      [1, shade(skin, -0.08)],
    ],
  )}"/><ellipse cy="-642" rx="130" ry="20" fill="#b98a58" opacity=".28"/>`;
  const lacing = pearl
    ? `<path d="${ringBand(profile, 640, 606)}" fill="#b9a98a"/>${times(7, (index) => {
        const { x, y } = onBody(profile, -1.2 + index * 0.4, 610);
        return `<rect x="${px(x - 8)}" y="${px(y - 30)}" width="16" height="44" rx="4" fill="#d9d3c4"/>`;
      }).join("")}`
    : `<path d="${ringBand(profile, 640, 604)}" fill="${skin}"/><path d="${times(27, (index) => {
        const [a, b] = [
          onBody(profile, -1.5 + index * 0.115, 612),
          onBody(profile, -1.44 + index * 0.115, 572),
        ];
        return `M${px(a.x)} ${px(a.y)}L${px(b.x)} ${px(b.y)}`;
      }).join("")}" stroke="#5a4028" stroke-width="4"/>`;
  return {
    markup:
      turnedBody(sheet, {
        profile,
        colour: ground,
        finish: pearl ? "satin" : "gloss",
        decoration: marks + lacing,
        streak: [0.9, 0.62],
      }) + head,
    width: 620,
    height: 700,
    outline: outlineOf(profile),
  };
}

export function frameDrum(subject: Subject): Piece {
  const { sheet } = subject;
  const r = 400;
  const riq = subject.form === "riq";
  const wood = riq ? (subject.palette.name === "Chalk" ? "#efe6d4" : "#6b4630") : "#8a5c3a";
  const skin = subject.palette.name === "Madder" ? "#c98a6a" : "#ecd9b2";
  const face = radial(
    sheet,
    [0.4, 0.36, 0.75],
    [
      [0, shade(skin, 0.06)],
      [0.6, skin],
      [1, shade(skin, -0.14)],
    ],
  );
  const henna = subject.palette.name === "Madder" ? "#6a2a1c" : "#8a4a24";
  const painted = riq
    ? ""
    : `<circle r="170" fill="none" stroke="${henna}" stroke-width="9"/><path d="${times(16, (index) => leafPath(onCircle([0, 0], 186, (index * Math.PI) / 8), 66, { turn: (index * Math.PI) / 8, width: 15 })).join("")}" fill="${henna}"/><path d="${polygon(starPoints({ centre: [0, 0], outer: 142, inner: 94, points: 8 }))}" fill="none" stroke="${henna}" stroke-width="8"/><circle r="50" fill="${henna}"/><circle r="28" fill="${skin}"/><path d="${times(40, (index) => circlePath(onCircle([0, 0], 284, (index / 40) * Math.PI * 2), 7)).join("")}" fill="${henna}"/>`;
  const cymbals = riq
    ? times(5, (index) => {
        const turn = (index / 5) * Math.PI * 2 - Math.PI / 2;
        return [-0.085, 0.085]
          .map((shift) => {
            const [x, y] = onCircle([0, 0], 396, turn + shift);
            return `<circle cx="${px(x + 5)}" cy="${px(y + 8)}" r="46" fill="#1d0f08" opacity=".4"/><circle cx="${px(x)}" cy="${px(y)}" r="45" fill="${radial(
              sheet,
              [0.34, 0.3, 0.8],
              stops("0 #fdeeb8, 0.5 #c99f4c, 1 #7a5a22"),
            )}"/><circle cx="${px(x)}" cy="${px(y)}" r="15" fill="#9a7430"/><circle cx="${px(x)}" cy="${px(y)}" r="30" fill="none" stroke="#7a5a22" stroke-width="3"/>`;
          })
          .join("");
      }).join("")
    : "";
  const inlay = riq
    ? times(72, (index) => {
        const turn = (index / 72) * Math.PI * 2;
        const [a, b, c] = [
          onCircle([0, 0], 372, turn),
          onCircle([0, 0], 424, turn + 0.04),
          onCircle([0, 0], 372, turn + 0.08),
        ];
        return `<path d="${polygon([a, b, c])}" fill="${index % 3 === 0 ? "#b5894a" : wood === "#6b4630" ? "#efe6d4" : "#6b4630"}"/>`;
      }).join("")
    : "";
  return {
    markup: `<circle r="432" fill="${linear(sheet, 45, [
      [0, shade(wood, 0.12)],
      [0.5, wood],
      [1, shade(wood, -0.2)],
    ])}"/>${inlay}<circle r="${riq ? 360 : r}" fill="${face}"/><circle r="${riq ? 360 : r}" fill="${grain(sheet, { scale: 0.012, strength: 0.5, colour: "#8a5c34" })}"/><circle r="${riq ? 360 : r}" fill="${grain(sheet, { scale: 0.3, strength: 0.3, colour: "#8a5c34" })}"/>${painted}<circle r="${riq ? 360 : r}" fill="none" stroke="#1d0f08" stroke-width="6" opacity=".4"/>${cymbals}`,
    width: 900,
    height: 900,
    outline: circlePath([0, 0], 430),
  };
}
