// Hanging jewellery: earrings and pendants.
import { shade } from "../colour.ts";
import { engraved } from "../metal.ts";
import { circlePath, onCircle, placed, smooth, times, type Point, pairs } from "../shapes.ts";
import { linear, px, radial, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { bead, chainAlong, filigreeDrop, handShape, starFlower, stone, wire } from "./jewel-parts.ts";
import { metalOf, gold, piece, hoop } from "./jewel-base.ts";

export function earrings(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const metal = subject.motif === "tassel" ? gold : metalOf(subject);
  const hook = "M0 -330C-10 -450 96 -470 90 -370C88 -330 70 -310 62 -280";
  const strands = times(
    25,
    (index) =>
      `M${px((index - 12) * 4)} -60q${px((index - 12) * 2)} 160 ${px((index - 12) * 6.2)} ${px(390 - Math.abs(index - 12) * 3)}`,
  );
  const silk = `<path d="${strands.join("")}" fill="none" stroke="${shade(palette.base, -0.1)}" stroke-width="12"/><path d="${strands.filter((_, index) => index % 2 === 0).join("")}" fill="none" stroke="${shade(palette.base, 0.1)}" stroke-width="4.5"/><path d="${strands.filter((_, index) => index % 5 === 2).join("")}" fill="none" stroke="${palette.pale}" stroke-width="4"/>`;
  const cap = `<path d="M-62 -30C-62 -130 -20 -150 0 -170C20 -150 62 -130 62 -30Z" fill="${linear(sheet, 0, [
    [0, shade(metal, -0.25)],
    [0.3, shade(metal, 0.22)],
    [0.6, metal],
    [1, shade(metal, -0.3)],
  ])}"/><path d="M-62 -44H62M-58 -64H58" stroke="${shade(metal, -0.3)}" stroke-width="5"/>`;
  const links =
    wire("M0 -330V-180", metal, 10) +
    bead(
      sheet,
      { at: [0, -250], radius: 24 },
      {
        colour: subject.motif === "tassel" ? palette.accent : metal,
        kind: subject.motif === "tassel" ? 0 : 1,
      },
    );
  const one =
    wire(hook, metal, 10) +
    links +
    (subject.motif === "tassel"
      ? silk + cap
      : placed(
          filigreeDrop(sheet, metal, 180) +
            stone(
              sheet,
              { at: [0, 60], rx: 20, ry: 26 },
              { colour: palette.name === "Gold" ? "#8e2a38" : "#26479a", metal },
            ),
          0,
          { y: 0 },
        ) +
        [-90, 0, 90]
          .map((x) => bead(sheet, { at: [x, 210 - Math.abs(x) * 0.3], radius: 17 }, { colour: metal }))
          .join(""));
  const under =
    subject.motif === "tassel" ? '<path d="M-36 -150H36L100 290H-100Z"/>' : hoop(130, 26, { y: 46 });
  const pair = (drawing: string) =>
    placed(drawing, -210, { y: -10, turn: -5 }) + placed(drawing, 210, { y: 40, turn: 7 });
  return piece(pair(one), {
    width: 800,
    height: 900,
    outline: "M-300 -200H300V300H-300Z",
    shadow: pair(under),
  });
}

export function pendant(subject: Subject): Piece {
  const { sheet, palette } = subject;
  const hand = subject.motif === "hand";
  const metal = hand ? metalOf(subject) : gold;
  const strand = smooth(pairs("-250,-520 -230,-380 -120,-210 0,-130 120,-210 230,-380 250,-520"));
  const links: Point[] = times(50, (index) => {
    const part = index / 49 - 0.5;
    return [part * 520, -520 + 390 * (1 - (Math.abs(part) * 2) ** 1.9)];
  });
  const cord = hand
    ? `<path d="${strand}" fill="none" stroke="#8e2a28" stroke-width="17"/><path d="${strand}" fill="none" stroke="#c4554a" stroke-width="6" stroke-dasharray="10 8"/>`
    : chainAlong(links, gold, 11);
  const disc = radial(
    sheet,
    [0.36, 0.3, 0.85],
    [
      [0, shade(metal, 0.24)],
      [0.5, metal],
      [1, shade(metal, -0.22)],
    ],
  );
  const palm = handShape(280);
  const body = hand
    ? `<path d="${palm}" fill="${shade(metal, -0.28)}" transform="translate(4 5)"/><path d="${palm}" fill="${disc}"/>${engraved(
        circlePath([0, 70], 74) +
          circlePath([0, 70], 34) +
          times(12, (index) => {
            const [x, y] = onCircle([0, 70], 92, (index / 12) * Math.PI * 2);
            return circlePath([x, y], 9);
          }).join("") +
          "M-40 -150V-60M40 -150V-60M0 -230V-60",
        metal,
        6,
      )}`
    : `<path d="M0 -130C190 20 230 320 0 330C-230 320 -190 20 0 -130Z" fill="${disc}"/><path d="M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z" fill="${palette.base}"/><path d="M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z" fill="${radial(
        sheet,
        [0.34, 0.3, 0.8],
        stops("0 #ffffff 0.4, 0.5 #ffffff 0, 1 #1d120c 0.3"),
      )}"/>${starFlower([0, 130], 118, { petal: palette.pale, heart: "#c4453a" })}${starFlower([0, -10], 46, { petal: gold, heart: palette.pale })}${wire("M0 -92C158 40 192 292 0 300C-192 292 -158 40 0 -92Z", gold, 12)}${[-70, 0, 70].map((x) => bead(sheet, { at: [x, 372 - Math.abs(x) * 0.35], radius: 24 }, { colour: "#f1e9dc" })).join("")}`;
  return piece(
    `${cord}<g transform="translate(0 60)">${hand ? wire("M-22 -270a22 28 0 1 1 44 0", metal, 12) : ""}${body}</g>${wire("M-20 -118a20 26 0 1 0 40 0a20 26 0 1 0 -40 0", metal, 10)}`,
    {
      width: 640,
      height: 1020,
      outline: hand ? circlePath([0, 110], 150, 1.3) : "M0 -70C190 80 230 380 0 390C-230 380 -190 80 0 -70Z",
    },
  );
}
