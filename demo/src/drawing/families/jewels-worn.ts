// Forged jewellery: rings, cuffs, brooches, pins.
import { shade } from "../colour.ts";
import { engraved } from "../metal.ts";
import { circlePath, onCircle, polygon, smooth, starPoints, times, type Point, pairs } from "../shapes.ts";
import { linear, px } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { bead, stone, wire } from "./jewel-parts.ts";
import { metalOf, silver, piece, hoop } from "./jewel-base.ts";

export function ring(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const band = (width: number, paint: string) =>
    `<ellipse cx="0" cy="120" rx="230" ry="250" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const sheen = linear(sheet, 20, [
    [0, shade(silver, -0.2)],
    [0.25, shade(silver, 0.24)],
    [0.5, shade(silver, -0.14)],
    [0.75, shade(silver, 0.2)],
    [1, shade(silver, -0.26)],
  ]);
  const shoulders = [-1, 1]
    .map(
      (side) =>
        `<path d="M${side * 210} 20Q${side * 190} -110 ${side * 90} -160L${side * 60} -90Q${side * 130} -60 ${side * 170} 40Z" fill="${sheen}"/>`,
    )
    .join("");
  const head =
    subject.motif === "signet"
      ? `<path d="M-150 -250Q0 -300 150 -250Q190 -160 150 -70Q0 -20 -150 -70Q-190 -160 -150 -250Z" fill="${sheen}"/>${stone(sheet, { at: [0, -160], rx: 112, ry: 82 }, { colour: palette.base, metal: silver })}${engraved(polygon(starPoints({ centre: [0, -160], outer: 52, inner: 24, points: 8 })) + circlePath([0, -160], 66), palette.base, 4)}`
      : `${stone(sheet, { at: [0, -180], rx: 130, ry: 152 }, { colour: palette.base, metal: silver })}${palette.name === "Turquoise" ? `<path d="M-90 -230Q-40 -200 -50 -150T10 -90M40 -290Q30 -240 80 -210T100 -130" fill="none" stroke="#5c3a24" stroke-width="5" opacity=".6"/>` : ""}`;
  return piece(
    band(64, shade(silver, -0.3)) +
      band(52, sheen) +
      `<ellipse cx="-4" cy="114" rx="236" ry="254" fill="none" stroke="#fffdf6" stroke-width="7" opacity=".6"/>` +
      shoulders +
      head,
    {
      width: 560,
      height: 720,
      outline: circlePath([0, 120], 262),
      shadow: hoop(230, 40, { y: 120, ratio: 1.08 }) + `<path d="${circlePath([0, -180], 120)}"/>`,
    },
  );
}

export function openCircle(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = metalOf(subject);
  const bangle = subject.form === "bangle";
  const wide = bangle ? 96 : 190;
  const points = times(49, (index): Point =>
    onCircle(
      [0, 0],
      300,
      bangle ? (index / 48) * Math.PI * 2 : -Math.PI / 2 + 0.3 + (index / 48) * (Math.PI * 2 - 0.6),
    ),
  );
  const path = smooth(points);
  const sheen = linear(sheet, 30, [
    [0, shade(metal, 0.2)],
    [0.3, shade(metal, -0.1)],
    [0.55, shade(metal, 0.16)],
    [0.8, shade(metal, -0.22)],
    [1, shade(metal, 0.06)],
  ]);
  const stroke = (width: number, paint: string) =>
    `<path d="${path}" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const marks = times(bangle ? 28 : 17, (index) => {
    const turn = bangle
      ? (index / 28) * Math.PI * 2
      : -Math.PI / 2 + 0.55 + (index / 16) * (Math.PI * 2 - 1.1);
    const at = onCircle([0, 0], 300, turn);
    if (bangle)
      return times(2, (leaf) => {
        const [x, y] = onCircle([0, 0], 300 + (leaf ? 17 : -17), turn + leaf * 0.1);
        return `M${px(x)} ${px(y)}q18 -22 34 -4q-18 18 -34 4`;
      }).join("");
    return index % 2
      ? circlePath(at, 36) + circlePath([at[0] + 12, at[1] - 5], 28)
      : polygon(starPoints({ centre: at, outer: 38, inner: 15, points: 6 }));
  }).join("");
  const inlay = bangle
    ? `<path d="${marks}" fill="${palette.name === "Black" ? "#dcd9cf" : "#3a2a14"}"/><path d="${circlePath([0, 0], 262)}${circlePath([0, 0], 338)}" fill="none" stroke="${palette.name === "Black" ? "#dcd9cf" : "#3a2a14"}" stroke-width="4"/>`
    : engraved(marks, metal, 5) +
      engraved(
        smooth(points.map(([x, y]): Point => [x * 0.75, y * 0.75])) +
          smooth(points.map(([x, y]): Point => [x * 1.25, y * 1.25])),
        metal,
        4,
      );
  return piece(
    `<g transform="scale(1 .86)">${stroke(wide + 8, shade(metal, -0.32))}${stroke(wide, sheen)}${inlay}<path d="${smooth(points.map(([x, y]): Point => [x * (1 + wide / 680), y * (1 + wide / 680)]))}" fill="none" stroke="#fffdf6" stroke-width="6" opacity=".5"/></g>`,
    {
      width: 800,
      height: 700,
      outline: circlePath([0, 0], 300, 0.86),
      shadow: bangle
        ? hoop(300, wide * 0.9, { ratio: 0.86 })
        : `<path d="${path}" transform="scale(1 .86)" fill="none" stroke="#2b1a12" stroke-width="${wide * 0.9}"/>`,
    },
  );
}

export function brooch(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = silver;
  const plate = linear(sheet, 30, [
    [0, shade(metal, 0.2)],
    [0.5, metal],
    [1, shade(metal, -0.2)],
  ]);
  const enamel = palette.name === "Saffron" ? ["#dc9b2c", "#3f7a55"] : ["#3f6f8a", "#9c3b2e"];
  const triangle = "M0 -300L250 220Q0 300 -250 220Z";
  return piece(
    `${wire("M0 -560V360", metal, 20)}<g><path d="${triangle}" fill="${shade(metal, -0.3)}" transform="translate(4 6)"/><path d="${triangle}" fill="${plate}"/>${engraved("M0 -250L214 196Q0 262 -214 196Z", metal, 5)}<path d="M0 -160L70 0H-70Z" fill="${enamel[0]}"/><path d="M-84 40H84L120 130Q0 170 -120 130Z" fill="${enamel[1]}"/>${stone(sheet, { at: [0, 86], rx: 40, ry: 40 }, { colour: enamel[0] ?? metal, metal })}${pairs(
      "-190,190 190,190 0,-236",
    )
      .map(([x, y]) => stone(sheet, { at: [x, y], rx: 18, ry: 18 }, { colour: "#a5303a", metal }))
      .join(
        "",
      )}</g>${wire(circlePath([0, -400], 104), metal, 30)}${wire("M-30 300C-60 420 60 420 30 300", metal, 14)}`,
    {
      width: 560,
      height: 1040,
      outline: triangle,
      shadow: `<path d="${triangle}"/>${hoop(104, 28, { y: -400 })}`,
    },
  );
}

export function hairpin(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = metalOf(subject);
  const leaf = (turn: number, size: number) =>
    `<g transform="translate(0 -150) rotate(${turn}) scale(${size})"><path d="M0 0C-110 -90 -100 -260 0 -400C100 -260 110 -90 0 0Z" fill="${linear(
      sheet,
      20,
      [
        [0, shade(metal, 0.24)],
        [0.46, metal],
        [0.52, shade(metal, -0.18)],
        [1, shade(metal, 0.04)],
      ],
    )}"/>${engraved(`M0 -10V-380${times(6, (index) => `M0 ${-60 - index * 52}L${-58 + index * 5} ${-110 - index * 52}M0 ${-60 - index * 52}L${58 - index * 5} ${-110 - index * 52}`).join("")}`, metal, 4)}</g>`;
  return piece(
    `${wire("M-26 560L-22 40Q0 -120 0 -150Q0 -120 22 40L26 560", metal, 20)}${leaf(-30, 0.92)}${leaf(26, 1.06)}${bead(sheet, { at: [0, -140], radius: 30 }, { colour: metal })}`,
    {
      width: 560,
      height: 1100,
      outline: "M-24 560L-18 0H18L24 560Z",
      shadow: `<path d="M-24 560L-18 0H18L24 560Z"/>${[
        [-30, 0.92],
        [26, 1.06],
      ]
        .map(
          ([turn = 0, size = 1]) =>
            `<path d="M0 0C-100 -90 -90 -260 0 -380C90 -260 100 -90 0 0Z" transform="translate(0 -150) rotate(${turn}) scale(${size})"/>`,
        )
        .join("")}`,
    },
  );
}
