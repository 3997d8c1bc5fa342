// A glass body: back wall, tint, edges, streaks, rim, and what is worked into it.
import { shade } from "../colour.ts";
import { ellipseRatio, onBody, outlineOf, radiusAt, ringBand, type Profile, rimAt } from "../lathe.ts";
import { clipped, linear, px, softened } from "../sheet.ts";
import { smooth, times, type Point } from "../shapes.ts";
import { randomFor, type Subject } from "../subject.ts";

function bubbles(subject: Subject, profile: Profile): string {
  const random = randomFor(subject, "bubbles");
  const top = rimAt(profile)[1];
  return times(subject.close ? 60 : 34, () => {
    const height = random.between(10, top * 0.95);
    const x = random.between(-0.92, 0.92) * radiusAt(profile, height);
    const r = 1.5 + random.next() ** 3 * 6;
    return `<ellipse cx="${px(x)}" cy="${px(-height)}" rx="${px(r)}" ry="${px(r * 1.4)}" fill="#ffffff" fill-opacity=".16" stroke="#ffffff" stroke-opacity=".6" stroke-width="1.2"/>`;
  }).join("");
}

function decorationOf(subject: Subject, profile: Profile): string {
  const top = rimAt(profile)[1];
  const gold = "#c9983f";
  switch (subject.motif) {
    case "bubbles":
      return bubbles(subject, profile);
    case "gilt":
      return (
        [0.94, 0.87]
          .map((at) => `<path d="${ringBand(profile, top * at, top * at - 7)}" fill="${gold}"/>`)
          .join("") +
        times(9, (index) => {
          const { x, y, squeeze } = onBody(profile, -1.3 + index * 0.325, top * 0.8);
          return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(9 * squeeze)}" ry="12" fill="${gold}"/>`;
        }).join("")
      );
    case "arches":
      return (
        [0.95, 0.9, 0.42]
          .map((at) => `<path d="${ringBand(profile, top * at, top * at - 8)}" fill="${gold}"/>`)
          .join("") +
        times(9, (index) => {
          const { x, y, squeeze } = onBody(profile, -1.36 + index * 0.34, top * 0.55);
          return `<g transform="translate(${px(x)} ${px(y)}) scale(${px(Math.max(0.1, squeeze))} 1)"><path d="M-24 66V-30C-24 -72 -8 -80 0 -104C8 -80 24 -72 24 -30V66Z" fill="${subject.palette.base}" fill-opacity=".55" stroke="${gold}" stroke-width="7"/><circle cy="-14" r="10" fill="${gold}"/></g>`;
        }).join("")
      );
    case "twist":
      return times(15, (index) => {
        const points: Point[] = times(9, (step) => {
          const { x, y } = onBody(profile, -1.9 + index * 0.27 + step * 0.1, top * (1 - step / 8));
          return [x, y];
        });
        return `<path d="${smooth(points)}" fill="none" stroke="#ffffff" stroke-width="${index % 3 ? 4 : 10}" opacity=".72"/>`;
      }).join("");
    case "dimples":
      return times(6, (row) =>
        times(11, (index) => {
          const { x, y, squeeze } = onBody(
            profile,
            -1.4 + ((index + (row % 2) * 0.5) / 10.5) * 2.8,
            top * (0.9 - row * 0.15),
          );
          return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(30 * squeeze)}" ry="21" fill="#ffffff" fill-opacity=".2"/><path d="M${px(x - 20 * squeeze)} ${px(y + 8)}Q${px(x)} ${px(y + 26)} ${px(x + 20 * squeeze)} ${px(y + 8)}" fill="none" stroke="${subject.palette.deep}" stroke-width="4" opacity=".4"/>`;
        }).join(""),
      ).join("");
    case "cut":
    case "ribbed":
      return (
        times(11, (index) => {
          const points: Point[] = times(8, (step) => {
            const { x, y } = onBody(profile, -1.4 + index * 0.28, top * (0.78 - step * 0.1));
            return [x, y];
          });
          return `<path d="${smooth(points)}" fill="none" stroke="#ffffff" stroke-width="6" opacity=".34"/><path d="${smooth(points)}" fill="none" stroke="${subject.palette.deep}" stroke-width="4" opacity=".3" transform="translate(7 0)"/>`;
        }).join("") +
        (subject.motif === "cut"
          ? `<path d="${ringBand(profile, 410, 398)}${ringBand(profile, 120, 108)}" fill="${gold}"/>`
          : "")
      );
    default:
      return "";
  }
}

/** One glass body: back wall, tint, edges, streaks and rim. */
export function glassBody(subject: Subject, profile: Profile, fill = 0): string {
  const { sheet, palette } = subject;
  const clear = palette.name === "Clear";
  const tint = clear ? "#dfe9e4" : palette.base;
  const outline = outlineOf(profile);
  const [radius, top] = rimAt(profile);
  const thick = clear ? 0.3 : 0.62;
  const body = linear(sheet, 0, [
    [0, shade(tint, -0.2), Math.min(0.95, thick + 0.35)],
    [0.1, tint, thick],
    [0.35, shade(tint, 0.12), thick * 0.62],
    [0.55, shade(tint, 0.08), thick * 0.55],
    [0.88, tint, thick],
    [1, shade(tint, -0.24), Math.min(0.95, thick + 0.35)],
  ]);
  const pool = linear(sheet, 90, [
    [0, shade(tint, 0.1), 0],
    [0.7, tint, 0.1],
    [0.93, shade(tint, -0.1), clear ? 0.35 : 0.6],
    [1, shade(tint, 0.14), 0.5],
  ]);
  const tea =
    fill > 0
      ? `<path d="${ringBand(profile, top * fill, 12)}" fill="#9a3a12" opacity=".82"/><ellipse cx="0" cy="${px(-top * fill)}" rx="${px(radiusAt(profile, top * fill))}" ry="${px(radiusAt(profile, top * fill) * ellipseRatio)}" fill="#b8521c"/>`
      : "";
  const streak = (at: number, width: number, opacity: number) => {
    const line: Point[] = times(8, (step) => {
      const height = top * (0.93 - step * 0.115);
      return [radiusAt(profile, height) * at, -height];
    });
    return softened(`<path d="${smooth(line)}"/>`, { colour: "#ffffff", opacity, spread: 4, line: width });
  };
  const rim = `<ellipse cx="0" cy="${px(-top)}" rx="${px(radius)}" ry="${px(radius * ellipseRatio)}" fill="${shade(tint, 0.1)}" fill-opacity=".28" stroke="${shade(tint, -0.1)}" stroke-width="8" stroke-opacity=".6"/><ellipse cx="0" cy="${px(-top - 1)}" rx="${px(radius - 2)}" ry="${px(radius * ellipseRatio - 1)}" fill="none" stroke="#ffffff" stroke-width="3.5" stroke-opacity=".85"/>`;
  return (
    clipped(
      sheet,
      `<path d="${outline}"/>`,
      `${tea}<path d="${outline}" fill="${body}"/><path d="${outline}" fill="${pool}"/>${decorationOf(subject, profile)}${streak(-0.74, 15, 0.75)}${streak(-0.56, 5, 0.5)}${streak(0.8, 8, 0.5)}`,
    ) +
    `<path d="${outline}" fill="none" stroke="${shade(tint, -0.24)}" stroke-width="4" opacity=".55"/>` +
    rim
  );
}
