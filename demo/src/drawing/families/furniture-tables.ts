// Tables, stands, chests and seats.
import { mix, shade } from "../colour.ts";
import {
  circlePath,
  leafPath,
  onCircle,
  placed,
  polygon,
  regular,
  starPoints,
  times,
  type Point,
} from "../shapes.ts";
import { clipped, covering, linear, px, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { rosette } from "./tilings-stars.ts";
import { stoolMarkup } from "./stools.ts";
import { woodOf, board, box, post } from "./wood.ts";

export function octagonTable(subject: Subject): Piece {
  const wood = woodOf(subject);
  const bone = "#efe4cc";
  const [rx, ry, high] = [400, 120, 560];
  const corners = regular([0, 0], 1, { count: 8, turn: Math.PI / 8 }).map(([x, y]): Point => [
    x * rx,
    -high + y * ry,
  ]);
  const sides = [0, 1, 2, 3].map((index) => {
    const [a, b] = [corners[index] ?? [0, 0], corners[index + 1] ?? [0, 0]];
    const tone = shade(wood, [-0.16, -0.06, 0.03, -0.01][index] ?? 0);
    const drop = high - 100;
    const at = (u: number, v: number): Point => [
      a[0] + (b[0] - a[0]) * u,
      a[1] + (b[1] - a[1]) * u + drop * v,
    ];
    const p = (u: number, v: number) => at(u, v).map(px).join(" ");
    const panel = `M${p(0, 0)}L${p(1, 0)}L${p(1, 1)}L${p(0.82, 1)}L${p(0.82, 0.62)}C${p(0.82, 0.46)} ${p(0.6, 0.44)} ${p(0.5, 0.32)}C${p(0.4, 0.44)} ${p(0.18, 0.46)} ${p(0.18, 0.62)}L${p(0.18, 1)}L${p(0, 1)}Z`;
    const marks =
      times(7, (step) => {
        const [x, y] = at(0.14 + step * 0.12, 0.14);
        return polygon(starPoints({ centre: [x, y], outer: 15, inner: 7, points: 4 }));
      }).join("") +
      [0.09, 0.91]
        .map((u) =>
          times(6, (step) => {
            const [x, y] = at(u, 0.3 + step * 0.12);
            return polygon(regular([x, y], 9, { count: 4 }));
          }).join(""),
        )
        .join("");
    return `${board(subject, panel, { colour: tone })}<path d="${marks}" fill="${bone}" opacity=".9"/><path d="M${p(0.05, 0.05)}L${p(0.95, 0.05)}M${p(0.05, 0.22)}L${p(0.95, 0.22)}" stroke="${bone}" stroke-width="3" opacity=".7"/>`;
  });
  const back = `<path d="M${px(-rx * 0.8)} ${-high + 60}V-130H${px(rx * 0.8)}V${-high + 60}Z" fill="${shade(wood, -0.3)}"/>`;
  const star = (k: number, inner: number) =>
    polygon(
      starPoints({ centre: [0, 0], outer: k, inner, points: 8 }).map(([x, y]): Point => [
        x * rx,
        -high + y * ry,
      ]),
    );
  const ringed = rosette([0, 0], 0.8, 8)
    .map(
      ({ points, kind }) =>
        `<path d="${polygon(points.map(([x, y]): Point => [x * rx, -high + y * ry]))}" fill="${kind === 1 ? bone : kind === 2 ? "#b5894a" : shade(wood, kind === 0 ? -0.08 : 0.1)}" stroke="${shade(wood, -0.2)}" stroke-width="1.5"/>`,
    )
    .join("");
  const top = polygon(corners.map(([x, y]): Point => [x * 1.05, -high + (y + high) * 1.05]));
  const lip = polygon(corners.map(([x, y]): Point => [x * 1.05, -high + (y + high) * 1.05 + 18]));
  return {
    markup: `${back}${sides.reverse().join("")}<path d="${lip}" fill="${shade(wood, -0.24)}"/>${board(subject, top, { colour: shade(wood, 0.04), along: "x" })}${ringed}<path d="${star(0.98, 0.93)}" fill="none" stroke="${bone}" stroke-width="5"/>`,
    width: 840,
    height: 690,
    outline: `M-400 0L-390 ${-high}H390L400 0Z`,
  };
}

export function chest(subject: Subject): Piece {
  const { palette } = subject;
  const front = box(-460, -350, 920, 350);
  const lid = "M-476 -352L-420 -470H420L476 -352Z";
  const flower = (x: number, y: number, r: number) =>
    `<g transform="translate(${x} ${y})"><path d="${times(8, (index) => leafPath(onCircle([0, 0], r * 0.2, (index * Math.PI) / 4), r * 0.75, { turn: (index * Math.PI) / 4, width: r * 0.24 })).join("")}" fill="${palette.name === "Madder" ? "#e7c27a" : "#c4503f"}"/><circle r="${px(r * 0.26)}" fill="#efdcae"/></g>`;
  const sprig = (x: number, flip: number) =>
    `<g transform="translate(${x} -170) scale(${flip} 1)"><path d="M-120 90C-60 40 60 60 120 -70" fill="none" stroke="#efdcae" stroke-width="7"/><path d="${times(6, (index) => leafPath([-96 + index * 38, 70 - index * 20 - (index > 3 ? (index - 3) * 14 : 0)], 52, { turn: index % 2 ? -2.1 : 0.3, width: 13 })).join("")}" fill="${palette.name === "Emerald" ? "#e7c27a" : "#6f9a6c"}"/></g>`;
  const iron = (x: number, y: number, flip: string) =>
    `<path transform="translate(${x} ${y}) scale(${flip})" d="M0 0H84L60 16L40 14L16 40L14 64L0 84Z" fill="#2c2826"/>`;
  return {
    markup: `<path d="${box(-440, -10, 70, 24)}" fill="#2c2018"/><path d="${box(370, -10, 70, 24)}" fill="#2c2018"/>${board(subject, front, { colour: palette.base, along: "x" })}${board(subject, lid, { colour: shade(palette.base, 0.08), along: "x" })}<path d="M-476 -352H476V-332H-476Z" fill="${shade(palette.base, -0.12)}"/><path d="${box(-424, -306, 848, 270)}" fill="none" stroke="#efdcae" stroke-width="7"/><path d="${box(-408, -290, 816, 238)}" fill="none" stroke="#efdcae" stroke-width="2.5"/>${sprig(-170, 1)}${sprig(170, -1)}${flower(0, -170, 100)}${flower(-320, -170, 66)}${flower(320, -170, 66)}${iron(-460, -350, "1 1")}${iron(460, -350, "-1 1")}${iron(-460, 0, "1 -1")}${iron(460, 0, "-1 -1")}<path d="M-44 -356H44V-300Q0 -262 -44 -300Z" fill="#2c2826"/><circle cy="-318" r="9" fill="#c39a55"/><path d="M0 -314v20" stroke="#c39a55" stroke-width="6"/>`,
    width: 960,
    height: 480,
    outline: `${front}${lid}`,
  };
}

export function rehal(subject: Subject): Piece {
  const wood = woodOf(subject);
  const wing = (side: 1 | -1) => {
    const tone = shade(wood, side === 1 ? -0.06 : 0.05);
    const leg = `M${side * 10} -260L${side * 330} 0H${side * 210}L${side * -60} -300Z`;
    const leaf = `M${side * -20} -250L${side * 380} -600Q${side * 440} -560 ${side * 420} -520L${side * 60} -190Z`;
    return {
      leg: board(subject, leg, { colour: shade(tone, -0.06) }),
      leaf: `${board(subject, leaf, { colour: tone, angle: side === 1 ? 20 : 60 })}<path d="${times(6, (index) => polygon(starPoints({ centre: [side * (80 + index * 52), -290 - index * 46], outer: 26, inner: 12, points: 8 }))).join("")}" fill="${shade(tone, -0.24)}" opacity=".75"/><path d="M${side * 30} -240L${side * 400} -566" stroke="${shade(tone, -0.2)}" stroke-width="5"/>`,
    };
  };
  const [left, right] = [wing(-1), wing(1)];
  const pages = `<path d="M-372 -604Q-190 -510 0 -330Q190 -510 372 -604L394 -570Q200 -460 0 -276Q-200 -460 -394 -570Z" fill="#f4ead6"/><path d="M-360 -590Q-190 -500 0 -322Q190 -500 360 -590" fill="none" stroke="#b8a888" stroke-width="3"/>`;
  return {
    markup: left.leg + right.leg + left.leaf + right.leaf + pages,
    width: 860,
    height: 620,
    outline: "M-330 0L0 -260L330 0H210L0 -200L-210 0ZM-420 -560L0 -230L420 -560L380 -610L0 -310L-380 -610Z",
  };
}

export function trayStand(subject: Subject): Piece {
  const wood = woodOf(subject);
  const legs = [-1, 1, -0.55, 0.55, -0.1, 0.1].map(
    (part, index) =>
      `<g transform="translate(${px(part * 30)} 0) rotate(${px(part * 33)} 0 -260)">${post(subject, { x: 0, top: -560, foot: 10, width: 40 }, shade(wood, index % 2 ? -0.06 : 0.03))}</g>`,
  );
  return {
    markup: `${legs.join("")}<circle cy="-262" r="22" fill="#c39a55"/><circle cx="-5" cy="-268" r="8" fill="#fff3cf" opacity=".8"/>`,
    width: 720,
    height: 580,
    outline: "M-330 0L-40 -270L-300 -540H300L40 -270L330 0Z",
  };
}

export function benchPiece(subject: Subject): Piece {
  const { palette, sheet } = subject;
  const wood = "#6b4630";
  const tape = palette.name === "Natural" ? "#dcc9a4" : palette.base;
  const weave = covering(
    sheet,
    [56, 28],
    `<rect width="56" height="28" fill="${tape}"/><path d="M0 0L14 14L0 28M14 0L28 14L14 28M28 0L42 14L28 28M42 0L56 14L42 28" fill="none" stroke="${shade(tape, -0.14)}" stroke-width="5"/><path d="M5 0L19 14L5 28M33 0L47 14L33 28" fill="none" stroke="${mix(tape, palette.pale, 0.6)}" stroke-width="5"/>`,
  );
  const seat = "M-450 -330L-380 -420H380L450 -330Z";
  const legs = [
    [-420, -340, 0],
    [420, -340, 0],
    [-350, -420, -30],
    [350, -420, -30],
  ].map(([x = 0, top = 0, lift = 0]) =>
    post(subject, { x, top, foot: lift, width: 52 }, shade(wood, lift ? -0.1 : 0.02)),
  );
  return {
    markup: `${legs[2]}${legs[3]}${clipped(sheet, `<path d="${seat}"/>`, weave({ x: -450, y: -420, width: 900, height: 90 }))}<path d="${seat}" fill="${linear(
      sheet,
      30,
      stops("0 #fff4e0 0.25, 0.6 #1d0f08 0.02, 1 #1d0f08 0.25"),
    )}"/>${board(subject, "M-460 -344H460V-296H-460Z", { colour: wood, along: "x" })}${legs[0]}${legs[1]}<path d="M-400 -428H400" stroke="${shade(wood, -0.06)}" stroke-width="20" stroke-linecap="round"/>`,
    width: 960,
    height: 470,
    outline: "M-450 0V-430H450V0H400V-300H-400V0Z",
  };
}

export function chair(subject: Subject): Piece {
  const wood = woodOf(subject);
  const back = "M-240 -360L-260 -800Q0 -880 260 -800L240 -360Z";
  const whorl = (x: number, y: number, r: number) =>
    `${circlePath([x, y], r)}${circlePath([x, y], r * 0.7)}${times(6, (index) => leafPath([x, y], r * 0.66, { turn: (index * Math.PI) / 3, width: r * 0.16 })).join("")}`;
  const carve =
    whorl(0, -610, 110) +
    whorl(-160, -720, 52) +
    whorl(160, -720, 52) +
    whorl(-160, -480, 52) +
    whorl(160, -480, 52);
  const seat = "M-300 -280L-230 -370H230L300 -280Z";
  const thongs =
    times(12, (index) => `M${-290 + index * 52} -284L${-224 + index * 40} -366`).join("") +
    times(4, (index) => `M${-286 + index * 16} ${-300 - index * 20}H${286 - index * 16}`).join("");
  const leg = (x: number, top: number, foot: number) =>
    post(subject, { x, top, foot, width: 46 }, shade(wood, foot ? -0.12 : 0.02));
  return {
    markup: `${leg(-220, -800, -40)}${leg(220, -800, -40)}${board(subject, back, { colour: wood })}<g fill="none"><path d="${carve}" stroke="#fff0d6" stroke-width="4" opacity=".35" transform="translate(2.5 3)"/><path d="${carve}" stroke="${shade(wood, -0.26)}" stroke-width="6"/></g><path d="${seat}" fill="#d9b684"/><path d="${thongs}" stroke="#8a5c34" stroke-width="9" opacity=".8"/>${board(subject, "M-316 -296H316V-252H-316Z", { colour: shade(wood, 0.04), along: "x" })}${leg(-282, -300, 0)}${leg(282, -300, 0)}<path d="M-280 -120H280" stroke="${shade(wood, -0.1)}" stroke-width="22"/>`,
    width: 660,
    height: 850,
    outline: `${back}M-310 0V-300H310V0H260V-240H-260V0Z`,
  };
}

export function stool(subject: Subject): Piece {
  const seat = subject.palette.name === "Natural" ? "#d9bd8a" : subject.palette.base;
  const { markup, height } = stoolMarkup(subject.sheet, { wood: "#9a6a42", seat });
  return {
    markup: placed(markup, 0, { y: 0, scale: 1.5 }),
    width: 640,
    height: height * 1.5 + 60,
    outline: "M-300 -90L-290 -560L10 -660L310 -560L300 -80L10 0Z",
  };
}
