// Painted plates, seen leaning against the wall: nearly face on, so that the drawing shows.
import { shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, times } from "../shapes.ts";
import { linear, px, radial, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";

function sun({ palette }: Subject): string {
  const ring = (count: number, draw: (turn: number, index: number) => string) =>
    times(count, (index) => draw((index / count) * Math.PI * 2, index)).join("");
  const petal = (turn: number, from: number, shape: { length: number; width: number; colour: string }) =>
    `<path d="${leafPath(onCircle([0, 0], from, turn), shape.length, { turn, width: shape.width })}" fill="${shape.colour}"/>`;
  return (
    `<path d="${circlePath([0, 0], 418)}" fill="${palette.base}"/><path d="${circlePath([0, 0], 352)}" fill="${palette.pale}"/>` +
    ring(36, (turn) => petal(turn, 360, { length: 52, width: 13, colour: palette.pale })) +
    `<path d="${circlePath([0, 0], 336)}" fill="none" stroke="${palette.deep}" stroke-width="5"/>` +
    ring(24, (turn, index) =>
      petal(turn, 196, {
        length: index % 2 ? 132 : 112,
        width: 27,
        colour: index % 2 ? palette.base : palette.second,
      }),
    ) +
    ring(24, (turn) => petal(turn, 214, { length: 66, width: 9, colour: palette.pale })) +
    `<path d="${circlePath([0, 0], 196)}" fill="${palette.second}"/><path d="${circlePath([0, 0], 182)}" fill="${palette.pale}"/>` +
    ring(16, (turn, index) =>
      petal(turn, 60, { length: 112, width: 20, colour: index % 2 ? palette.accent : palette.base }),
    ) +
    `<path d="${circlePath([0, 0], 66)}" fill="${palette.base}"/>` +
    ring(12, (turn) => `<path d="${circlePath(onCircle([0, 0], 40, turn), 7)}" fill="${palette.pale}"/>`) +
    `<path d="${circlePath([0, 0], 18)}" fill="${palette.accent}"/>`
  );
}

function tulipFlower(
  x: number,
  y: number,
  colours: { petal: string; line: string; turn: number; size: number },
): string {
  const { petal, line, turn, size } = colours;
  return `<g transform="translate(${px(x)} ${px(y)}) rotate(${px(turn)}) scale(${size})"><path d="M-34 0C-62 -52 -38 -104 -30 -128C-22 -104 -10 -96 0 -132C10 -96 22 -104 30 -128C38 -104 62 -52 34 0C20 14 -20 14 -34 0Z" fill="${petal}" stroke="${line}" stroke-width="5"/><path d="M-12 -6C-16 -50 -8 -84 0 -112C8 -84 16 -50 12 -6Z" fill="${line}" opacity=".4"/></g>`;
}

function tulip({ palette }: Subject): string {
  const dark = palette.name === "Lapis";
  const [ground, line, leaf, red] = dark
    ? ["#26479a", "#101d44", "#8fb7b0", "#e8e1cf"]
    : [palette.pale, "#26365f", "#2f6f7d", "#b8432f"];
  const stem = (path: string) =>
    `<path d="${path}" fill="none" stroke="${leaf}" stroke-width="9" stroke-linecap="round"/>`;
  const saz = (x: number, y: number, turn: number) =>
    `<path d="${leafPath([x, y], 300, { turn, width: 62 })}" fill="${leaf}" stroke="${line}" stroke-width="5"/><path d="${leafPath([x, y], 240, { turn, width: 9 })}" fill="${red}"/>`;
  const rim = times(28, (index) => {
    const turn = (index / 28) * Math.PI * 2;
    const [x, y] = onCircle([0, 0], 378, turn);
    return index % 2
      ? `<path d="${leafPath(onCircle([0, 0], 352, turn), 56, { turn, width: 20 })}" fill="${leaf}"/>`
      : `<path d="${circlePath([x, y], 20)}" fill="${red}" stroke="${line}" stroke-width="4"/><path d="${circlePath([x, y], 7)}" fill="${ground}"/>`;
  });
  return (
    `<path d="${circlePath([0, 0], 418)}" fill="${ground}"/><path d="${circlePath([0, 0], 340)}" fill="none" stroke="${line}" stroke-width="5"/><path d="${circlePath([0, 0], 330)}" fill="none" stroke="${leaf}" stroke-width="3"/>${rim.join("")}` +
    saz(10, 250, -2.45) +
    saz(10, 250, -0.62) +
    stem("M6 250C-10 120 20 20 0 -110") +
    stem("M6 250C-60 150 -120 60 -150 -40") +
    stem("M6 250C70 150 120 80 150 -30") +
    tulipFlower(0, -100, { petal: red, line, turn: 0, size: 1.15 }) +
    tulipFlower(-152, -30, { petal: dark ? "#d6a54a" : "#2a5ba8", line, turn: -22, size: 0.9 }) +
    tulipFlower(152, -24, { petal: dark ? "#d6a54a" : "#2a5ba8", line, turn: 22, size: 0.9 }) +
    times(
      5,
      (index) =>
        `<path d="${circlePath([-60 + index * 32, 268 - Math.abs(index - 2) * 8], 11)}" fill="${red}"/>`,
    ).join("")
  );
}

export function platePiece(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const face = subject.motif === "tulip" ? tulip(subject) : sun(subject);
  const well = radial(
    sheet,
    [0.5, 0.5, 0.5],
    stops("0.6 #20120a 0, 0.73 #20120a 0.17, 0.77 #fff8ea 0.22, 0.95 #fff8ea 0, 1 #20120a 0.25"),
  );
  const light = linear(sheet, 50, stops("0 #fffaf0 0.4, 0.35 #fffaf0 0.02, 0.7 #20120a 0.04, 1 #20120a 0.3"));
  const edge = `<path d="${circlePath([0, 0], 430)}" fill="${shade(palette.base, -0.1)}"/><path d="${circlePath([-2, -3], 427)}" fill="${shade(palette.pale, -0.03)}"/>`;
  return {
    markup: `<g transform="translate(0 -425) scale(1 .985)">${edge}${face}<circle r="430" fill="${well}"/><circle r="430" fill="${light}"/><path d="M-270 -250A372 372 0 0 1 -60 -366" fill="none" stroke="#fffdf6" stroke-width="17" stroke-linecap="round" opacity=".5"/></g>`,
    width: 860,
    height: 850,
    outline: "M-430 -425a430 424 0 1 0 860 0a430 424 0 1 0 -860 0Z",
  };
}
