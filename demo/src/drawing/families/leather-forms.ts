// Leather objects: slippers, bags, poufs and small pieces.
import { mix, shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, placed, polygon, starPoints, times, type Point } from "../shapes.ts";
import { clipped, linear, px, softened, stops } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { hide, stitched } from "./leather-parts.ts";

export const colourOf = ({ palette }: Subject) =>
  palette.name === "Natural" ? "#c99a66" : palette.name === "Chalk" ? "#e6dccb" : palette.base;

/** One slipper from above, toe up. */
function slipper(subject: Subject, side: 1 | -1): string {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const pointed = subject.motif === "pointed";
  const sole = `M0 ${pointed ? -450 : -420}C${90 * side} -400 ${150 * side} -250 ${140 * side} -90C${134 * side} 60 ${110 * side} 130 ${112 * side} 250C${112 * side} 380 ${-96 * side} 400 ${-104 * side} 260C${-110 * side} 130 ${-120 * side} 40 ${-132 * side} -90C${-140 * side} -240 ${-92 * side} -400 0 ${pointed ? -450 : -420}Z`;
  const upper = `M0 ${pointed ? -462 : -430}C${96 * side} -406 ${160 * side} -250 ${150 * side} -90Q${146 * side} -20 ${128 * side} 30C${70 * side} -60 ${-60 * side} -60 ${-122 * side} 30Q${-138 * side} -30 ${-142 * side} -90C${-150 * side} -240 ${-98 * side} -410 0 ${pointed ? -462 : -430}Z`;
  const heel = `M${112 * side} 236C${116 * side} 400 ${-100 * side} 410 ${-106 * side} 236Q${-60 * side} 300 0 300Q${70 * side} 300 ${112 * side} 236Z`;
  const lining = mix(colour, "#f3dfbd", 0.72);
  const sun = times(12, (index) =>
    leafPath(onCircle([0, -210], 26, (index * Math.PI) / 6), 52, { turn: (index * Math.PI) / 6, width: 13 }),
  ).join("");
  const embroidery = pointed
    ? stitched(
        `M${104 * side} -30C${60 * side} -96 ${-52 * side} -96 ${-104 * side} -30`,
        shade(colour, 0.2),
        4,
      )
    : `<path d="${sun}" fill="${palette.accent}"/><circle cy="-210" r="20" fill="${palette.pale}"/>${times(9, (index) => `<path d="${leafPath([(index - 4) * 25, -78 - Math.abs(index - 4) * -8], 34, { turn: -Math.PI / 2, width: 8 })}" fill="${index % 2 ? palette.pale : palette.accent}"/>`).join("")}${times(5, (index) => `<path d="${circlePath([(index - 2) * 34, -330 + Math.abs(index - 2) * 20], 9)}" fill="${palette.pale}"/>`).join("")}`;
  const roll = linear(
    sheet,
    0,
    stops("0 #1d0f08 0.5, 0.22 #1d0f08 0.04, 0.4 #fff4e0 0.3, 0.6 #1d0f08 0, 1 #1d0f08 0.5"),
  );
  return (
    `<path d="${sole}" fill="${shade(colour, -0.3)}" transform="translate(${5 * side} 8)"/>${hide(sheet, sole, { colour: lining, close })}` +
    clipped(
      sheet,
      `<path d="${sole}"/>`,
      softened('<path d="M-170 -30C-60 -110 60 -110 170 -30V90C60 -20 -60 -20 -170 90Z"/>', {
        colour: "#1d0f08",
        opacity: 0.45,
        spread: 22,
      }),
    ) +
    stitched(
      `M${92 * side} 60C${92 * side} 130 ${94 * side} 200 ${90 * side} 250C${80 * side} 350 ${-74 * side} 350 ${-84 * side} 250C${-90 * side} 180 ${-92 * side} 130 ${-98 * side} 60`,
      shade(lining, -0.2),
      3,
    ) +
    hide(sheet, heel, { colour: shade(colour, -0.04), close }) +
    hide(sheet, upper, { colour, close }) +
    `<path d="${upper}" fill="${roll}"/>${embroidery}`
  );
}

export function slippers(subject: Subject): Piece {
  const foot = (side: number) =>
    `<path d="M0 -440C${90 * side} -400 ${150 * side} -250 ${140 * side} -90C${134 * side} 60 ${110 * side} 130 ${112 * side} 250C${112 * side} 390 ${-96 * side} 400 ${-104 * side} 260C${-110 * side} 130 ${-120 * side} 40 ${-132 * side} -90C${-140 * side} -240 ${-92 * side} -400 0 -440Z"/>`;
  const pair = (left: string, right: string) =>
    placed(right, 180, { y: 40, turn: 6 }) + placed(left, -180, { y: -30, turn: -9 });
  return {
    markup: pair(slipper(subject, -1), slipper(subject, 1)),
    shadow: pair(foot(-1), foot(1)),
    width: 760,
    height: 980,
    outline: "M-300 -400H300V400H-300Z",
  };
}

/** A round pouf in eight panels, standing on the ground. */
export function pouf(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const body =
    "M-420 -250C-450 -80 -360 0 0 0S450 -80 420 -250C400 -370 240 -420 0 -420S-400 -370 -420 -250Z";
  const top = { cx: 0, cy: -300, rx: 400, ry: 130 };
  const seams = times(7, (index) => {
    const turn = Math.PI * (0.06 + (index / 6) * 0.88);
    const [x, y] = [Math.cos(turn) * top.rx, top.cy + Math.sin(turn) * top.ry];
    return `M${px(x)} ${px(y)}C${px(x * 1.1)} ${px(y + 110)} ${px(x * 1.04)} ${px(y + 190)} ${px(x * 0.8)} ${px(Math.min(-8, y + 260))}`;
  }).join("");
  const rays = times(16, (index) => {
    const [x, y] = onCircle([0, 0], 1, (index / 16) * Math.PI * 2);
    return `M0 ${top.cy}L${px(x * top.rx)} ${px(top.cy + y * top.ry)}`;
  })
    .filter((_, index) => index % 2 === 0)
    .join("");
  const star = (outer: number, inner: number) =>
    polygon(
      starPoints({ centre: [0, 0], outer, inner, points: 8 }).map(([x, y]): Point => [
        x * top.rx,
        top.cy + y * top.ry,
      ]),
    );
  const thread = palette.name === "Chalk" ? "#b98a58" : palette.name === "Ink" ? "#c39a55" : "#f0dcb6";
  const round = linear(
    sheet,
    0,
    stops("0 #1d0f08 0.5, 0.24 #fff4e0 0.1, 0.4 #fff4e0 0.18, 0.7 #1d0f08 0.16, 1 #1d0f08 0.56"),
  );
  const face = `<ellipse cx="0" cy="${top.cy}" rx="${top.rx}" ry="${top.ry}" fill="${linear(sheet, 40, stops("0 #fff6e4 0.42, 0.6 #fff6e4 0.08, 1 #1d0f08 0.12"))}"/>`;
  return {
    markup:
      hide(sheet, body, { colour, close }) +
      `<path d="${body}" fill="${round}"/><path d="${body}" fill="${linear(sheet, 90, stops("0 #1d0f08 0, 0.6 #1d0f08 0.05, 1 #1d0f08 0.45"))}"/>${face}` +
      `<path d="${seams}" fill="none" stroke="#1d0f08" stroke-width="7" opacity=".4"/>${stitched(seams, thread, 4)}` +
      `<path d="${rays}" stroke="#1d0f08" stroke-width="4" opacity=".3"/>` +
      stitched(star(0.92, 0.6), thread, 5) +
      `<path d="${star(0.74, 0.4)}" fill="none" stroke="${thread}" stroke-width="5"/>` +
      stitched(star(0.5, 0.24), thread, 4) +
      `<path d="${star(0.24, 0.14)}" fill="${thread}"/>` +
      `<ellipse cx="0" cy="${top.cy}" rx="${top.rx}" ry="${top.ry}" fill="none" stroke="${shade(colour, -0.16)}" stroke-width="10"/>${stitched(`M-400 ${top.cy}A400 130 0 0 0 400 ${top.cy}`, thread, 4)}`,
    width: 880,
    height: 430,
    outline: body,
  };
}

export function floorCushion(subject: Subject): Piece {
  const { sheet, close } = subject;
  const colour = colourOf(subject);
  const top = "M-400 -220L-230 -380Q0 -400 250 -376L420 -220Q0 -170 -400 -220Z";
  const front = "M-404 -214Q0 -166 424 -214Q440 -110 404 -10Q0 24 -384 -10Q-424 -110 -404 -214Z";
  const lines = times(9, (index) => {
    const part = index / 8;
    return `M${px(-400 + part * 820)} ${px(-222 + Math.sin(part * Math.PI) * 24)}L${px(-230 + (1 - part) * 480)} -378M${px(420 - part * 820)} ${px(-222 + Math.sin(part * Math.PI) * 24)}L${px(250 - (1 - part) * 480)} -378`;
  }).join("");
  const sides = times(13, (index) => {
    const x = -390 + index * 66;
    return `M${x} -196L${x + 66} -20M${x + 66} -196L${x} -20`;
  }).join("");
  const emboss = (path: string) =>
    `<path d="${path}" fill="none" stroke="#1d0f08" stroke-width="6" opacity=".34"/><path d="${path}" fill="none" stroke="#fff4e0" stroke-width="3" opacity=".34" transform="translate(3 4)"/>`;
  return {
    markup:
      hide(sheet, top, { colour: shade(colour, 0.06), close }) +
      clipped(sheet, `<path d="${top}"/>`, emboss(lines)) +
      hide(sheet, front, { colour: shade(colour, -0.03), close }) +
      clipped(
        sheet,
        `<path d="${front}"/>`,
        `${emboss(sides)}<path d="${front}" fill="${linear(sheet, 90, stops("0 #1d0f08 0, 1 #1d0f08 0.4"))}"/>`,
      ) +
      `<path d="M-402 -218Q0 -168 422 -218" fill="none" stroke="${shade(colour, -0.18)}" stroke-width="13"/><path d="M-402 -221Q0 -171 422 -221" fill="none" stroke="${shade(colour, 0.14)}" stroke-width="4"/>`,
    width: 850,
    height: 390,
    outline: `${front}${top}`,
  };
}
