// Instruments: lutes and drums upright around their own middle, drums of clay on their foot.
import { shade } from "../colour.ts";
import { placed, times } from "../shapes.ts";
import { grain } from "../grain.ts";
import { linear, px, radial, softened } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { oud, saz, qanun } from "./instrument-strings.ts";
import { darbuka, frameDrum } from "./instrument-drums.ts";

function ney(subject: Subject): Piece {
  const { sheet } = subject;
  const reed = subject.palette.name === "Honey" ? "#b9813f" : "#d9b878";
  const round = (colour: string) =>
    linear(sheet, 0, [
      [0, shade(colour, -0.2)],
      [0.3, shade(colour, 0.14)],
      [0.6, colour],
      [1, shade(colour, -0.24)],
    ]);
  const one = (length: number) => {
    const step = length / 9;
    return (
      times(
        9,
        (index) =>
          `<rect x="-30" y="${px(-length / 2 + index * step)}" width="60" height="${px(step)}" fill="${round(shade(reed, (index % 2) * 0.03))}"/><path d="M-31 ${px(-length / 2 + index * step)}h62" stroke="${shade(reed, -0.3)}" stroke-width="5"/><path d="M-30 ${px(-length / 2 + index * step + 9)}h60M-30 ${px(-length / 2 + index * step + 17)}h60" stroke="#5a2a1c" stroke-width="5" opacity=".75"/>`,
      ).join("") +
      [0.44, 0.52, 0.6, 0.7, 0.78, 0.86]
        .map(
          (part) =>
            `<ellipse cy="${px(-length / 2 + length * part)}" rx="12" ry="15" fill="#1d0f08"/><path d="M-12 ${px(-length / 2 + length * part + 3)}a12 14 0 0 0 24 0" fill="none" stroke="#fff0d0" stroke-width="3" opacity=".6"/>`,
        )
        .join("") +
      `<path d="M-32 ${px(-length / 2)}L-20 ${px(-length / 2 - 66)}H20L32 ${px(-length / 2)}Z" fill="${round("#33251d")}"/>`
    );
  };
  return {
    markup: placed(one(1080), -120, { y: 0, turn: -7 }) + placed(one(860), 120, { y: 40, turn: 9 }),
    width: 620,
    height: 1200,
    outline: "M-190 -560H190V520H-190Z",
    shadow:
      placed('<rect x="-28" y="-600" width="56" height="1140"/>', -120, { y: 0, turn: -7 }) +
      placed('<rect x="-28" y="-490" width="56" height="920"/>', 120, { y: 40, turn: 9 }),
  };
}

function qraqeb(subject: Subject): Piece {
  const { sheet } = subject;
  const metal = subject.palette.name === "Copper" ? "#a8643f" : "#4a4744";
  const shape =
    "M-60 -430C-150 -430 -160 -250 -70 -210C-40 -196 -40 -170 -46 -120V120C-40 170 -40 196 -70 210C-160 250 -150 430 -60 430H60C150 430 160 250 70 210C40 196 40 170 46 120V-120C40 -170 40 -196 70 -210C160 -250 150 -430 60 -430Z";
  const domes = [-320, 320]
    .map(
      (y) =>
        `<circle cy="${y}" r="74" fill="${radial(
          sheet,
          [0.34, 0.3, 0.85],
          [
            [0, shade(metal, 0.3)],
            [0.5, metal],
            [1, shade(metal, -0.2)],
          ],
        )}"/><circle cy="${y}" r="78" fill="none" stroke="${shade(metal, -0.2)}" stroke-width="5"/>`,
    )
    .join("");
  const one = `<path d="${shape}" fill="${shade(metal, -0.24)}" transform="translate(9 12)"/><path d="${shape}" fill="${linear(
    sheet,
    50,
    [
      [0, shade(metal, 0.2)],
      [0.4, metal],
      [1, shade(metal, -0.12)],
    ],
  )}"/><path d="${shape}" fill="${grain(sheet, { scale: 0.06, strength: 0.6, colour: "#120c08" })}"/>${domes}<path d="M-52 -30C-100 0 -100 60 -52 70M52 -30C100 0 100 60 52 70M-54 -8H54M-54 44H54" fill="none" stroke="#8a5230" stroke-width="24" stroke-linecap="round"/>`;
  return {
    markup:
      placed(one, 170, { y: 30, turn: 15 }) +
      placed(
        `${softened(`<path d="${shape}" transform="translate(14 20)"/>`, { colour: "#120c08", opacity: 0.35, spread: 14 })}${one}`,
        -170,
        { y: -20, turn: -12 },
      ),
    width: 820,
    height: 960,
    outline: "M-300 -400H300V400H-300Z",
    shadow:
      placed(`<path d="${shape}"/>`, 170, { y: 30, turn: 15 }) +
      placed(`<path d="${shape}"/>`, -170, { y: -20, turn: -12 }),
  };
}

const forms: Record<string, (subject: Subject) => Piece> = {
  oud,
  saz,
  darbuka,
  framedrum: frameDrum,
  riq: frameDrum,
  ney,
  qanun,
  qraqeb,
};

export function instrumentPiece(subject: Subject): Piece {
  return (forms[subject.form] ?? frameDrum)(subject);
}
