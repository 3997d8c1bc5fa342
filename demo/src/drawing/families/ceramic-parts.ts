// Parts of pots that are not turned: handles, spouts, lids.
import { shade } from "../colour.ts";
import { ellipseRatio } from "../lathe.ts";
import { smooth } from "../shapes.ts";
import { linear, px, type Sheet } from "../sheet.ts";

function tube(sheet: Sheet, path: string, look: { colour: string; width: number }): string {
  const { colour, width } = look;
  return (
    `<path d="${path}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="${px(width)}" stroke-linecap="round"/>` +
    `<path d="${path}" fill="none" stroke="${linear(sheet, 0, [
      [0, shade(colour, -0.02)],
      [1, shade(colour, -0.12)],
    ])}" stroke-width="${px(width * 0.8)}" stroke-linecap="round" transform="translate(-2 -2)"/>` +
    `<path d="${path}" fill="none" stroke="#fff8ea" stroke-opacity=".4" stroke-width="${px(width * 0.14)}" stroke-linecap="round" transform="translate(${px(-width * 0.2)} ${px(-width * 0.18)})"/>`
  );
}

/** Parts behind the body. */
export function partsBehind(sheet: Sheet, name: string, colour: string): string {
  switch (name) {
    case "mug":
      return tube(sheet, "M190 -330C330 -350 350 -140 192 -110", { colour, width: 46 });
    case "jug":
      return tube(sheet, "M86 -566C260 -620 320 -420 206 -330", { colour, width: 40 });
    case "amphora":
      return (
        tube(sheet, "M74 -640C210 -690 250 -560 196 -500", { colour, width: 34 }) +
        tube(sheet, "M-74 -640C-210 -690 -250 -560 -196 -500", { colour, width: 34 })
      );
    case "teapot":
      return (
        tube(sheet, "M214 -290C380 -330 380 -110 226 -112", { colour, width: 36 }) +
        `<path d="M-200 -120C-300 -150 -320 -250 -372 -312L-322 -334C-290 -290 -250 -270 -190 -250Z" fill="${linear(
          sheet,
          60,
          [
            [0, shade(colour, 0.1)],
            [0.5, colour],
            [1, shade(colour, -0.2)],
          ],
        )}"/>` +
        `<ellipse cx="-347" cy="-323" rx="27" ry="9" transform="rotate(-22 -347 -323)" fill="${shade(colour, -0.26)}"/>`
      );
    default:
      return "";
  }
}

/** A lid with a knob, in the colour of the body. */
export function lid(sheet: Sheet, rim: { radius: number; height: number }, colour: string): string {
  const { radius, height } = rim;
  const dome = smooth([
    [-radius, 0],
    [-radius * 0.86, -radius * 0.2],
    [-radius * 0.3, -radius * 0.36],
    [radius * 0.3, -radius * 0.36],
    [radius * 0.86, -radius * 0.2],
    [radius, 0],
  ]);
  const round = linear(sheet, 8, [
    [0, shade(colour, -0.14)],
    [0.28, shade(colour, 0.14)],
    [0.55, colour],
    [1, shade(colour, -0.24)],
  ]);
  const knob = Math.max(20, radius * 0.17);
  return (
    `<g transform="translate(0 ${px(-height)})"><ellipse cx="0" cy="4" rx="${px(radius * 1.03)}" ry="${px(radius * ellipseRatio * 1.1)}" fill="${shade(colour, -0.3)}"/>` +
    `<path d="${dome}A${px(radius)} ${px(radius * ellipseRatio)} 0 0 1 ${px(-radius)} 0Z" fill="${round}"/>` +
    `<path d="M${px(-radius * 0.6)} ${px(-radius * 0.16)}Q${px(-radius * 0.4)} ${px(-radius * 0.26)} ${px(-radius * 0.16)} ${px(-radius * 0.29)}" stroke="#fffaf0" stroke-width="7" stroke-linecap="round" fill="none" opacity=".5"/>` +
    `<ellipse cx="0" cy="${px(-radius * 0.34)}" rx="${px(knob * 0.8)}" ry="${px(knob * 0.3)}" fill="${shade(colour, -0.2)}"/>` +
    `<circle cx="0" cy="${px(-radius * 0.36 - knob * 0.7)}" r="${px(knob)}" fill="${round}"/></g>`
  );
}
