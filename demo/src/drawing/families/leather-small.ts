// Small leather pieces, lying flat around the origin.
import { mix, shade } from "../colour.ts";
import { circlePath, onCircle, placed, smooth, times, type Point, pairs } from "../shapes.ts";
import { linear, radial, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { buckle, hide, stitched, strapAlong } from "./leather-parts.ts";
import { colourOf } from "./leather-forms.ts";

/** Small pieces, lying flat around the origin. */
export function smallLeather(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const box = (w: number, h: number, r: number) =>
    `M${-w + r} ${-h}H${w - r}Q${w} ${-h} ${w} ${-h + r}V${h - r}Q${w} ${h} ${w - r} ${h}H${-w + r}Q${-w} ${h} ${-w} ${h - r}V${-h + r}Q${-w} ${-h} ${-w + r} ${-h}Z`;
  switch (subject.form) {
    case "wallet": {
      const body = box(370, 260, 34);
      const card = (y: number, tone: string) =>
        `<rect x="-290" y="${y}" width="580" height="300" rx="26" fill="${tone}"/><rect x="-290" y="${y}" width="580" height="9" rx="4" fill="#ffffff" opacity=".4"/>`;
      return {
        markup:
          card(-360, palette.accent) +
          card(-320, palette.pale) +
          hide(sheet, body, { colour, close }) +
          `<path d="M-370 -60L60 -60L140 -250" fill="none" stroke="#1d0f08" stroke-width="9" opacity=".45"/><path d="M-370 -66L56 -66L134 -254" fill="none" stroke="${shade(colour, 0.16)}" stroke-width="4"/>${stitched("M-344 232H344V-232")}${stitched("M-344 -36V232")}`,
        width: 740,
        height: 640,
        outline: body,
      };
    }
    case "belt": {
      const spiral = smooth(times(90, (index): Point => onCircle([0, 0], 110 + index * 3.2, index * 0.21)));
      const end = onCircle([0, 0], 110 + 89 * 3.2, 89 * 0.21);
      return {
        markup: `<path d="${spiral}" fill="none" stroke="#1d0f08" stroke-width="98" opacity=".25"/>${strapAlong(spiral, colour, 84)}${placed(buckle(sheet, { x: 0, y: 0, width: 120, height: 110 }), end[0], { y: end[1], turn: (89 * 0.21 * 180) / Math.PI + 90 })}`,
        width: 900,
        height: 900,
        outline: circlePath([0, 0], 380),
        shadow: `<path d="${spiral}" fill="none" stroke-width="80" stroke="#2b1a12"/>`,
      };
    }
    case "tray": {
      const outer =
        "M-400 -320Q0 -290 400 -320L440 -280Q412 0 440 280L400 320Q0 290 -400 320L-440 280Q-412 0 -440 -280Z";
      const inner = "M-330 -240Q0 -222 330 -240Q316 0 330 240Q0 222 -330 240Q-316 0 -330 -240Z";
      const snaps: Point[] = pairs("-392,-276 392,-276 392,276 -392,276");
      return {
        markup:
          hide(sheet, outer, { colour, close }) +
          hide(sheet, inner, { colour: mix(colour, palette.pale, 0.35), close }) +
          `<path d="${inner}" fill="${radial(
            sheet,
            [0.6, 0.65, 0.75],
            stops("0 #fff4e0 0.25, 0.7 #1d0f08 0.04, 1 #1d0f08 0.4"),
          )}"/>${stitched("M-356 -264Q0 -244 356 -264Q340 0 356 264Q0 244 -356 264Q-340 0 -356 -264Z")}${snaps.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="20" fill="#c39a55"/><circle cx="${x - 5}" cy="${y - 6}" r="8" fill="#fff3cf" opacity=".8"/>`).join("")}`,
        width: 880,
        height: 640,
        outline: outer,
      };
    }
    case "fob": {
      const plait = times(
        15,
        (index) =>
          `<g transform="translate(0 ${-250 + index * 33})"><path d="M-34 0Q0 -22 34 6L28 34Q0 10 -34 28Z" fill="${shade(colour, index % 2 ? 0.06 : -0.06)}"/><path d="M-34 0Q0 -22 34 6" fill="none" stroke="#1d0f08" stroke-width="4" opacity=".4"/></g>`,
      ).join("");
      const leaf = "M0 230C120 300 120 430 0 540C-120 430 -120 300 0 230Z";
      return {
        markup: `<circle cy="-370" r="110" fill="none" stroke="#7a5a22" stroke-width="26"/><circle cy="-372" r="110" fill="none" stroke="${linear(
          sheet,
          50,
          stops("0 #f6e3ac, 0.5 #c29a4c, 1 #8a6a2a"),
        )}" stroke-width="20"/>${plait}${hide(sheet, leaf, { colour, close })}${stitched("M0 262C92 320 92 420 0 504C-92 420 -92 320 0 262Z")}`,
        width: 420,
        height: 1060,
        outline: `M-36 -260H36V230C130 300 120 440 0 540C-120 440 -130 300 -36 230Z`,
      };
    }
    default: {
      const body =
        "M-210 -440Q-210 -480 -150 -480Q0 -420 150 -480Q210 -480 210 -440V380Q210 470 120 480H-120Q-210 470 -210 380Z";
      const glasses = `<g fill="#cfd8d8" fill-opacity=".5" stroke="#4a2e1c" stroke-width="17"><circle cx="-92" cy="-520" r="80"/><circle cx="92" cy="-520" r="80"/><path d="M-18 -556Q0 -580 18 -556" fill="none"/></g>`;
      return {
        markup:
          glasses +
          hide(sheet, body, { colour, close }) +
          stitched("M-182 -430V380Q-182 446 -114 452H114Q182 446 182 380V-430"),
        width: 420,
        height: 1160,
        outline: `${body}${circlePath([-92, -520], 80)}${circlePath([92, -520], 80)}`,
      };
    }
  }
}
