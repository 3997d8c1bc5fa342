// Bags: they stand on their base, seen from the front.
import { shade } from "../colour.ts";
import { leafPath, polygon, starPoints, times } from "../shapes.ts";
import { linear, softened, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { buckle, hide, stitched, strapAlong } from "./leather-parts.ts";
import { colourOf } from "./leather-forms.ts";

/** Bags stand on their base, seen from the front. */
export function bag(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const shadeDown = (path: string) =>
    `<path d="${path}" fill="${linear(sheet, 90, stops("0 #fff4e0 0.08, 0.6 #1d0f08 0, 1 #1d0f08 0.34"))}"/>`;
  if (subject.form === "tote") {
    const body = "M-350 -600Q0 -580 350 -600L390 -40Q392 0 350 0H-350Q-392 0 -390 -40Z";
    const back = "M-350 -600Q0 -640 350 -600Q0 -580 -350 -600Z";
    const handle = (dy: number) => `M-170 ${-520 + dy}C-190 -960 190 -960 170 ${-520 + dy}`;
    const stamp = `<g transform="translate(240 -110)"><path d="${polygon(starPoints({ centre: [0, 0], outer: 46, inner: 32, points: 8 }))}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="5"/><circle r="14" fill="${shade(colour, -0.24)}"/></g>`;
    return {
      markup: `<g transform="translate(14 -40)">${strapAlong("M-170 -570C-190 -930 190 -930 170 -570", shade(colour, -0.12), 34)}</g><path d="${back}" fill="${shade(colour, -0.3)}"/>${hide(sheet, body, { colour, close })}${shadeDown(body)}${stitched("M-330 -572Q0 -552 330 -572L368 -40Q368 -22 346 -22H-346Q-368 -22 -368 -40Z")}<path d="M-386 -130H386" stroke="#1d0f08" stroke-width="5" opacity=".3"/>${stitched("M-378 -142H378")}${strapAlong(handle(80), shade(colour, -0.04), 38)}${stamp}`,
      width: 780,
      height: 880,
      outline: `${body}M-190 -560C-200 -900 200 -900 190 -560H150C150 -840 -150 -840 -150 -560Z`,
    };
  }
  if (subject.form === "duffel") {
    const body =
      "M-470 -200C-480 -380 -400 -430 -300 -430H300C400 -430 480 -380 470 -200C470 -60 400 0 300 0H-300C-400 0 -470 -60 -470 -200Z";
    const ends = [-1, 1]
      .map(
        (side) =>
          `<path d="M${side * 330} -426C${side * 470} -420 ${side * 480} -20 ${side * 330} -4" fill="none" stroke="#1d0f08" stroke-width="9" opacity=".4"/>`,
      )
      .join("");
    return {
      markup:
        strapAlong("M-190 -330C-220 -720 220 -720 190 -330", shade(colour, -0.1), 38) +
        hide(sheet, body, { colour, close, angle: 80 }) +
        shadeDown(body) +
        ends +
        `<path d="M-320 -380H320" stroke="#2a1d14" stroke-width="15"/><path d="M-320 -380H320" stroke="#c39a55" stroke-width="7" stroke-dasharray="4 5"/>` +
        strapAlong("M-190 -6V-340", shade(colour, -0.06), 50) +
        strapAlong("M190 -6V-340", shade(colour, -0.06), 50) +
        buckle(sheet, { x: -190, y: -190, width: 84, height: 66 }) +
        buckle(sheet, { x: 190, y: -190, width: 84, height: 66 }),
      width: 950,
      height: 640,
      outline: body,
    };
  }
  if (subject.form === "pouch") {
    const body = "M-250 -500Q0 -540 250 -500C330 -260 320 0 0 0S-330 -260 -250 -500Z";
    const flap = "M-256 -510Q0 -560 256 -510C262 -330 130 -210 0 -200C-130 -210 -262 -330 -256 -510Z";
    const tassel = times(13, (index) => `M0 -150q${(index - 6) * 4} 70 ${(index - 6) * 9} 150`).join("");
    return {
      markup:
        strapAlong("M-230 -480C-330 -920 330 -920 230 -480", shade(colour, -0.08), 24) +
        hide(sheet, body, { colour: shade(colour, -0.03), close }) +
        shadeDown(body) +
        softened(`<path d="${flap}" transform="translate(4 12)"/>`, {
          colour: "#1d0f08",
          opacity: 0.4,
          spread: 11,
        }) +
        hide(sheet, flap, { colour, close }) +
        stitched("M-232 -492C-238 -330 -120 -236 0 -226C120 -236 238 -330 232 -492") +
        `<path d="${times(8, (index) => leafPath([0, -380], 76, { turn: (index * Math.PI) / 4, width: 17 })).join("")}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="5"/><path d="${tassel}" fill="none" stroke="${shade(palette.accent, -0.04)}" stroke-width="9"/><path d="${tassel}" fill="none" stroke="${shade(palette.accent, 0.1)}" stroke-width="3"/><circle cy="-164" r="24" fill="${shade(palette.accent, -0.1)}"/>`,
      width: 660,
      height: 840,
      outline: body,
    };
  }
  const body = "M-400 -500H400L420 -40Q420 0 380 0H-380Q-420 0 -420 -40Z";
  const flap = "M-410 -540Q0 -580 410 -540L418 -220Q410 -150 300 -150H-300Q-410 -150 -418 -220Z";
  return {
    markup:
      strapAlong("M-380 -500C-440 -980 440 -980 380 -500", shade(colour, -0.1), 34) +
      hide(sheet, body, { colour: shade(colour, -0.03), close }) +
      shadeDown(body) +
      stitched("M-392 -60Q-390 -24 -370 -24H370Q390 -24 392 -60") +
      softened(`<path d="${flap}" transform="translate(3 12)"/>`, {
        colour: "#1d0f08",
        opacity: 0.42,
        spread: 11,
      }) +
      hide(sheet, flap, { colour, close }) +
      stitched("M-388 -520L-394 -230Q-386 -176 -300 -176H300Q386 -176 394 -230L388 -520") +
      strapAlong("M0 -330V-60", shade(colour, -0.06), 62) +
      buckle(sheet, { x: 0, y: -150, width: 100, height: 78 }),
    width: 840,
    height: 880,
    outline: `${body}${flap}`,
  };
}
