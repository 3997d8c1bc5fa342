// Cushions: plump, with a pattern that lies over them and creases at the corners.
import { shade } from "../colour.ts";
import { times, type Point, pairs } from "../shapes.ts";
import { clipped, px, radial, softened, type Box, stops } from "../sheet.ts";
import { randomFor, type Piece, type Subject } from "../subject.ts";
import { clothCover, threadLines } from "./cloth-paints.ts";

/** An edge that bows in between its corners, as a filled cushion's does. */
function cushionOutline(width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  const sag = 0.055;
  return `M${-w} ${-h}C${px(-w * 0.5)} ${px(-h * (1 - sag * 2))} ${px(w * 0.5)} ${px(-h * (1 - sag * 2))} ${w} ${-h}C${px(w * (1 - sag))} ${px(-h * 0.5)} ${px(w * (1 - sag))} ${px(h * 0.5)} ${w} ${h}C${px(w * 0.5)} ${px(h * (1 - sag))} ${px(-w * 0.5)} ${px(h * (1 - sag))} ${-w} ${h}C${px(-w * (1 - sag))} ${px(h * 0.5)} ${px(-w * (1 - sag))} ${px(-h * 0.5)} ${-w} ${-h}Z`;
}

/** Where the pattern starts on a cushion, so that a figure sits in its middle. */
function pinnedBox({ motif }: Subject, width: number, height: number): Box {
  const [left, top] =
    motif === "ikat"
      ? [-500, -450]
      : motif === "sadu"
        ? [-270, -378]
        : [-(Math.ceil(width / 200) * 100) - 62, -434];
  return { x: left, y: top, width: width / 2 - left, height: height / 2 - top };
}

export function cushion(subject: Subject): Piece {
  const { sheet } = subject;
  const random = randomFor(subject, "creases");
  const [width, height] = subject.form === "lumbar" ? [900, 470] : [740, 720];
  const outline = cushionOutline(width, height);
  const { cover, ground } = clothCover(subject);
  const area = { x: -width / 2 - 10, y: -height / 2 - 10, width: width + 20, height: height + 20 };
  const box = `x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}"`;
  const swell = radial(
    sheet,
    [0.4, 0.36, 0.74],
    stops("0 #fffaf0 0.34, 0.4 #fffaf0 0.04, 0.62 #1d0f08 0.06, 1 #1d0f08 0.52"),
  );
  const corners: Point[] = pairs("-1,-1 1,-1 1,1 -1,1");
  const creases = corners
    .flatMap(([sx, sy]) =>
      times(3, (index) => {
        const [x, y] = [(sx * width) / 2, (sy * height) / 2];
        const spread = (index - 1) * 0.42 + random.between(-0.1, 0.1);
        const length = random.between(100, 190);
        const turn = Math.atan2(-sy, -sx) + spread;
        return `M${px(x - sx * 16)} ${px(y - sy * 16)}q${px(Math.cos(turn) * length * 0.5 + sy * 12)} ${px(Math.sin(turn) * length * 0.5)} ${px(Math.cos(turn) * length)} ${px(Math.sin(turn) * length)}`;
      }),
    )
    .join("");
  const pinned =
    subject.motif === "sabra"
      ? `<g transform="translate(0 ${-height / 2})">${cover({ x: -width / 2, y: 0, width, height })}</g>`
      : cover(pinnedBox(subject, width, height));
  const content =
    `<rect ${box} fill="${ground}"/>${pinned}${threadLines(area, subject.close)}<path d="${outline}" fill="${swell}"/>` +
    softened(`<path d="${creases}"/>`, { colour: "#1d0f08", opacity: 0.16, spread: 9, line: 8 }) +
    softened(`<path d="${creases}" transform="translate(-11 -9)"/>`, {
      colour: "#fffaf0",
      opacity: 0.2,
      spread: 7,
      line: 7,
    });
  const piping = `<path d="${outline}" fill="none" stroke="${shade(subject.palette.base, -0.08)}" stroke-width="9"/><path d="${outline}" fill="none" stroke="#fffaf0" stroke-opacity=".35" stroke-width="2.5" transform="translate(-1 -2)"/>`;
  const tassels =
    subject.motif === "mirrors" || subject.motif === "sadu"
      ? corners
          .map(([sx, sy]) => tassel((sx * width) / 2, (sy * height) / 2, subject.palette.accent))
          .join("")
      : "";
  return {
    markup: tassels + clipped(sheet, `<path d="${outline}"/>`, content) + piping,
    width,
    height,
    outline,
  };
}

function tassel(x: number, y: number, colour: string): string {
  const strands = times(
    11,
    (index) => `M${px(x)} ${px(y)}q${px((index - 5) * 3)} 34 ${px((index - 5) * 6.4)} ${y > 0 ? 84 : 74}`,
  ).join("");
  return `<path d="${strands}" fill="none" stroke="${shade(colour, -0.08)}" stroke-width="6"/><path d="${strands}" fill="none" stroke="${shade(colour, 0.08)}" stroke-width="2"/><circle cx="${px(x)}" cy="${px(y)}" r="15" fill="${colour}"/>`;
}
