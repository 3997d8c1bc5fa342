// Leather objects: slippers, bags, poufs and small pieces.
import { mix, shade } from "../colour.ts";
import { circlePath, leafPath, onCircle, placed, polygon, smooth, starPoints, times, type Point } from "../shapes.ts";
import { blurred, clipped, linear, px, radial } from "../sheet.ts";
import type { Piece, Subject } from "../subject.ts";
import { buckle, hide, stitched, strapAlong } from "./leather-parts.ts";

const colourOf = ({ palette }: Subject) => (palette.name === "Natural" ? "#c99a66" : palette.name === "Chalk" ? "#e6dccb" : palette.base);

/** One slipper from above, toe up. */
function slipper(subject: Subject, side: 1 | -1): string {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const pointed = subject.motif === "pointed";
  const sole = `M0 ${pointed ? -450 : -420}C${90 * side} -400 ${150 * side} -250 ${140 * side} -90C${134 * side} 60 ${110 * side} 130 ${112 * side} 250C${112 * side} 380 ${-96 * side} 400 ${-104 * side} 260C${-110 * side} 130 ${-120 * side} 40 ${-132 * side} -90C${-140 * side} -240 ${-92 * side} -400 0 ${pointed ? -450 : -420}Z`;
  const upper = `M0 ${pointed ? -462 : -430}C${96 * side} -406 ${160 * side} -250 ${150 * side} -90Q${146 * side} -20 ${128 * side} 30C${70 * side} -60 ${-60 * side} -60 ${-122 * side} 30Q${-138 * side} -30 ${-142 * side} -90C${-150 * side} -240 ${-98 * side} -410 0 ${pointed ? -462 : -430}Z`;
  const heel = `M${112 * side} 236C${116 * side} 400 ${-100 * side} 410 ${-106 * side} 236Q${-60 * side} 300 0 300Q${70 * side} 300 ${112 * side} 236Z`;
  const lining = mix(colour, "#f3dfbd", 0.72);
  const sun = times(12, (index) => leafPath(onCircle([0, -210], 26, (index * Math.PI) / 6), 52, { turn: (index * Math.PI) / 6, width: 13 })).join("");
  const embroidery = pointed
    ? stitched(`M${104 * side} -30C${60 * side} -96 ${-52 * side} -96 ${-104 * side} -30`, shade(colour, 0.2), 4)
    : `<path d="${sun}" fill="${palette.accent}"/><circle cy="-210" r="20" fill="${palette.pale}"/>${times(9, (index) => `<path d="${leafPath([(index - 4) * 25, -78 - Math.abs(index - 4) * -8], 34, { turn: -Math.PI / 2, width: 8 })}" fill="${index % 2 ? palette.pale : palette.accent}"/>`).join("")}${times(5, (index) => `<path d="${circlePath([(index - 2) * 34, -330 + Math.abs(index - 2) * 20], 9)}" fill="${palette.pale}"/>`).join("")}`;
  const roll = linear(sheet, 0, [[0, "#1d0f08", 0.5], [0.22, "#1d0f08", 0.04], [0.4, "#fff4e0", 0.3], [0.6, "#1d0f08", 0], [1, "#1d0f08", 0.5]]);
  return (
    `<path d="${sole}" fill="${shade(colour, -0.3)}" transform="translate(${5 * side} 8)"/>${hide(sheet, sole, { colour: lining, close })}` +
    clipped(sheet, `<path d="${sole}"/>`, `<path d="M-170 -20C-60 -100 60 -100 170 -20V120C60 10 -60 10 -170 120Z" fill="#1d0f08" opacity=".45" ${blurred(sheet, 16)}/>`) +
    stitched(`M${92 * side} 60C${92 * side} 130 ${94 * side} 200 ${90 * side} 250C${80 * side} 350 ${-74 * side} 350 ${-84 * side} 250C${-90 * side} 180 ${-92 * side} 130 ${-98 * side} 60`, shade(lining, -0.2), 3) +
    hide(sheet, heel, { colour: shade(colour, -0.04), close }) + hide(sheet, upper, { colour, close }) + `<path d="${upper}" fill="${roll}"/>${embroidery}`
  );
}

export function slippers(subject: Subject): Piece {
  return { markup: placed(slipper(subject, 1), 180, { y: 40, turn: 6 }) + placed(slipper(subject, -1), -180, { y: -30, turn: -9 }), width: 760, height: 980, outline: "M-330 -440C-200 -480 -100 -300 -110 -60L-60 260C-80 420 -240 400 -250 250L-330 -80ZM250 -380C120 -440 20 -240 40 40L40 300C60 460 240 460 250 320L330 0Z" };
}

/** A round pouf in eight panels, standing on the ground. */
export function pouf(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const body = "M-420 -250C-450 -80 -360 0 0 0S450 -80 420 -250C400 -370 240 -420 0 -420S-400 -370 -420 -250Z";
  const top = { cx: 0, cy: -300, rx: 400, ry: 130 };
  const seams = times(7, (index) => {
    const turn = Math.PI * (0.06 + (index / 6) * 0.88);
    const [x, y] = [Math.cos(turn) * top.rx, top.cy + Math.sin(turn) * top.ry];
    return `M${px(x)} ${px(y)}C${px(x * 1.1)} ${px(y + 110)} ${px(x * 1.04)} ${px(y + 190)} ${px(x * 0.8)} ${px(Math.min(-8, y + 260))}`;
  }).join("");
  const rays = times(16, (index) => { const [x, y] = onCircle([0, 0], 1, (index / 16) * Math.PI * 2); return `M0 ${top.cy}L${px(x * top.rx)} ${px(top.cy + y * top.ry)}`; }).filter((_, index) => index % 2 === 0).join("");
  const star = (outer: number, inner: number) => polygon(starPoints({ centre: [0, 0], outer, inner, points: 8 }).map(([x, y]): Point => [x * top.rx, top.cy + y * top.ry]));
  const thread = palette.name === "Chalk" ? "#b98a58" : palette.name === "Ink" ? "#c39a55" : "#f0dcb6";
  const round = linear(sheet, 0, [[0, "#1d0f08", 0.5], [0.24, "#fff4e0", 0.1], [0.4, "#fff4e0", 0.18], [0.7, "#1d0f08", 0.16], [1, "#1d0f08", 0.56]]);
  const face = `<ellipse cx="0" cy="${top.cy}" rx="${top.rx}" ry="${top.ry}" fill="${linear(sheet, 40, [[0, "#fff6e4", 0.42], [0.6, "#fff6e4", 0.08], [1, "#1d0f08", 0.12]])}"/>`;
  return {
    markup:
      hide(sheet, body, { colour, close }) + `<path d="${body}" fill="${round}"/><path d="${body}" fill="${linear(sheet, 90, [[0, "#1d0f08", 0], [0.6, "#1d0f08", 0.05], [1, "#1d0f08", 0.45]])}"/>${face}` +
      `<path d="${seams}" fill="none" stroke="#1d0f08" stroke-width="7" opacity=".4"/>${stitched(seams, thread, 4)}` +
      `<path d="${rays}" stroke="#1d0f08" stroke-width="4" opacity=".3"/>` + stitched(star(0.92, 0.6), thread, 5) + `<path d="${star(0.74, 0.4)}" fill="none" stroke="${thread}" stroke-width="5"/>` + stitched(star(0.5, 0.24), thread, 4) + `<path d="${star(0.24, 0.14)}" fill="${thread}"/>` +
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
  const lines = times(9, (index) => { const part = index / 8; return `M${px(-400 + part * 820)} ${px(-222 + Math.sin(part * Math.PI) * 24)}L${px(-230 + (1 - part) * 480)} -378M${px(420 - part * 820)} ${px(-222 + Math.sin(part * Math.PI) * 24)}L${px(250 - (1 - part) * 480)} -378`; }).join("");
  const sides = times(13, (index) => { const x = -390 + index * 66; return `M${x} -196L${x + 66} -20M${x + 66} -196L${x} -20`; }).join("");
  const emboss = (path: string) => `<path d="${path}" fill="none" stroke="#1d0f08" stroke-width="6" opacity=".34"/><path d="${path}" fill="none" stroke="#fff4e0" stroke-width="3" opacity=".34" transform="translate(3 4)"/>`;
  return { markup: hide(sheet, top, { colour: shade(colour, 0.06), close }) + clipped(sheet, `<path d="${top}"/>`, emboss(lines)) + hide(sheet, front, { colour: shade(colour, -0.03), close }) + clipped(sheet, `<path d="${front}"/>`, `${emboss(sides)}<path d="${front}" fill="${linear(sheet, 90, [[0, "#1d0f08", 0], [1, "#1d0f08", 0.4]])}"/>`) + `<path d="M-402 -218Q0 -168 422 -218" fill="none" stroke="${shade(colour, -0.18)}" stroke-width="13"/><path d="M-402 -221Q0 -171 422 -221" fill="none" stroke="${shade(colour, 0.14)}" stroke-width="4"/>`, width: 850, height: 390, outline: `${front}${top}` };
}

/** Bags stand on their base, seen from the front. */
export function bag(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const shadeDown = (path: string) => `<path d="${path}" fill="${linear(sheet, 90, [[0, "#fff4e0", 0.08], [0.6, "#1d0f08", 0], [1, "#1d0f08", 0.34]])}"/>`;
  if (subject.form === "tote") {
    const body = "M-350 -600Q0 -580 350 -600L390 -40Q392 0 350 0H-350Q-392 0 -390 -40Z";
    const back = "M-350 -600Q0 -640 350 -600Q0 -580 -350 -600Z";
    const handle = (dy: number) => `M-170 ${-520 + dy}C-190 -960 190 -960 170 ${-520 + dy}`;
    const stamp = `<g transform="translate(240 -110)"><path d="${polygon(starPoints({ centre: [0, 0], outer: 46, inner: 32, points: 8 }))}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="5"/><circle r="14" fill="${shade(colour, -0.24)}"/></g>`;
    return { markup: `<g transform="translate(14 -40)">${strapAlong("M-170 -570C-190 -930 190 -930 170 -570", shade(colour, -0.12), 34)}</g><path d="${back}" fill="${shade(colour, -0.3)}"/>${hide(sheet, body, { colour, close })}${shadeDown(body)}${stitched("M-330 -572Q0 -552 330 -572L368 -40Q368 -22 346 -22H-346Q-368 -22 -368 -40Z")}<path d="M-386 -130H386" stroke="#1d0f08" stroke-width="5" opacity=".3"/>${stitched("M-378 -142H378")}${strapAlong(handle(80), shade(colour, -0.04), 38)}${stamp}`, width: 780, height: 880, outline: `${body}M-190 -560C-200 -900 200 -900 190 -560H150C150 -840 -150 -840 -150 -560Z` };
  }
  if (subject.form === "duffel") {
    const body = "M-470 -200C-480 -380 -400 -430 -300 -430H300C400 -430 480 -380 470 -200C470 -60 400 0 300 0H-300C-400 0 -470 -60 -470 -200Z";
    const ends = [-1, 1].map((side) => `<path d="M${side * 330} -426C${side * 470} -420 ${side * 480} -20 ${side * 330} -4" fill="none" stroke="#1d0f08" stroke-width="9" opacity=".4"/>`).join("");
    return { markup: strapAlong("M-190 -330C-220 -720 220 -720 190 -330", shade(colour, -0.1), 38) + hide(sheet, body, { colour, close, angle: 80 }) + shadeDown(body) + ends + `<path d="M-320 -380H320" stroke="#2a1d14" stroke-width="15"/><path d="M-320 -380H320" stroke="#c39a55" stroke-width="7" stroke-dasharray="4 5"/>` + strapAlong("M-190 -6V-340", shade(colour, -0.06), 50) + strapAlong("M190 -6V-340", shade(colour, -0.06), 50) + buckle(sheet, { x: -190, y: -190, width: 84, height: 66 }) + buckle(sheet, { x: 190, y: -190, width: 84, height: 66 }), width: 950, height: 640, outline: body };
  }
  if (subject.form === "pouch") {
    const body = "M-250 -500Q0 -540 250 -500C330 -260 320 0 0 0S-330 -260 -250 -500Z";
    const flap = "M-256 -510Q0 -560 256 -510C262 -330 130 -210 0 -200C-130 -210 -262 -330 -256 -510Z";
    const tassel = times(13, (index) => `M0 -150q${(index - 6) * 4} 70 ${(index - 6) * 9} 150`).join("");
    return { markup: strapAlong("M-230 -480C-330 -920 330 -920 230 -480", shade(colour, -0.08), 24) + hide(sheet, body, { colour: shade(colour, -0.03), close }) + shadeDown(body) + `<path d="${flap}" fill="#1d0f08" opacity=".4" transform="translate(4 12)" ${blurred(sheet, 7)}/>` + hide(sheet, flap, { colour, close }) + stitched("M-232 -492C-238 -330 -120 -236 0 -226C120 -236 238 -330 232 -492") + `<path d="${times(8, (index) => leafPath([0, -380], 76, { turn: (index * Math.PI) / 4, width: 17 })).join("")}" fill="none" stroke="${shade(colour, -0.24)}" stroke-width="5"/><path d="${tassel}" fill="none" stroke="${shade(palette.accent, -0.04)}" stroke-width="9"/><path d="${tassel}" fill="none" stroke="${shade(palette.accent, 0.1)}" stroke-width="3"/><circle cy="-164" r="24" fill="${shade(palette.accent, -0.1)}"/>`, width: 660, height: 840, outline: body };
  }
  const body = "M-400 -500H400L420 -40Q420 0 380 0H-380Q-420 0 -420 -40Z";
  const flap = "M-410 -540Q0 -580 410 -540L418 -220Q410 -150 300 -150H-300Q-410 -150 -418 -220Z";
  return { markup: strapAlong("M-380 -500C-440 -980 440 -980 380 -500", shade(colour, -0.1), 34) + hide(sheet, body, { colour: shade(colour, -0.03), close }) + shadeDown(body) + stitched("M-392 -60Q-390 -24 -370 -24H370Q390 -24 392 -60") + `<path d="${flap}" fill="#1d0f08" opacity=".42" transform="translate(3 12)" ${blurred(sheet, 8)}/>` + hide(sheet, flap, { colour, close }) + stitched("M-388 -520L-394 -230Q-386 -176 -300 -176H300Q386 -176 394 -230L388 -520") + strapAlong("M0 -330V-60", shade(colour, -0.06), 62) + buckle(sheet, { x: 0, y: -150, width: 100, height: 78 }), width: 840, height: 880, outline: `${body}${flap}` };
}

/** Small pieces, lying flat around the origin. */
export function smallLeather(subject: Subject): Piece {
  const { sheet, palette, close } = subject;
  const colour = colourOf(subject);
  const box = (w: number, h: number, r: number) => `M${-w + r} ${-h}H${w - r}Q${w} ${-h} ${w} ${-h + r}V${h - r}Q${w} ${h} ${w - r} ${h}H${-w + r}Q${-w} ${h} ${-w} ${h - r}V${-h + r}Q${-w} ${-h} ${-w + r} ${-h}Z`;
  switch (subject.form) {
    case "wallet": {
      const body = box(370, 260, 34);
      const card = (y: number, tone: string) => `<rect x="-290" y="${y}" width="580" height="300" rx="26" fill="${tone}"/><rect x="-290" y="${y}" width="580" height="9" rx="4" fill="#ffffff" opacity=".4"/>`;
      return { markup: card(-360, palette.accent) + card(-320, palette.pale) + hide(sheet, body, { colour, close }) + `<path d="M-370 -60L60 -60L140 -250" fill="none" stroke="#1d0f08" stroke-width="9" opacity=".45"/><path d="M-370 -66L56 -66L134 -254" fill="none" stroke="${shade(colour, 0.16)}" stroke-width="4"/>${stitched("M-344 232H344V-232")}${stitched("M-344 -36V232")}`, width: 740, height: 640, outline: body };
    }
    case "belt": {
      const spiral = smooth(times(90, (index): Point => onCircle([0, 0], 110 + index * 3.2, index * 0.21)));
      const end = onCircle([0, 0], 110 + 89 * 3.2, 89 * 0.21);
      return { markup: `<path d="${spiral}" fill="none" stroke="#1d0f08" stroke-width="66" opacity=".3" ${blurred(sheet, 10)}/>${strapAlong(spiral, colour, 54)}${placed(buckle(sheet, { x: 0, y: 0, width: 120, height: 110 }), end[0], { y: end[1], turn: (89 * 0.21 * 180) / Math.PI + 90 })}`, width: 900, height: 900, outline: circlePath([0, 0], 380) };
    }
    case "tray": {
      const outer = "M-400 -320Q0 -290 400 -320L440 -280Q412 0 440 280L400 320Q0 290 -400 320L-440 280Q-412 0 -440 -280Z";
      const inner = "M-330 -240Q0 -222 330 -240Q316 0 330 240Q0 222 -330 240Q-316 0 -330 -240Z";
      const snaps: Point[] = [[-392, -276], [392, -276], [392, 276], [-392, 276]];
      return { markup: hide(sheet, outer, { colour, close }) + hide(sheet, inner, { colour: mix(colour, palette.pale, 0.35), close }) + `<path d="${inner}" fill="${radial(sheet, [0.6, 0.65, 0.75], [[0, "#fff4e0", 0.25], [0.7, "#1d0f08", 0.04], [1, "#1d0f08", 0.4]])}"/>${stitched("M-356 -264Q0 -244 356 -264Q340 0 356 264Q0 244 -356 264Q-340 0 -356 -264Z")}${snaps.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="20" fill="#c39a55"/><circle cx="${x - 5}" cy="${y - 6}" r="8" fill="#fff3cf" opacity=".8"/>`).join("")}`, width: 880, height: 640, outline: outer };
    }
    case "fob": {
      const plait = times(15, (index) => `<g transform="translate(0 ${-250 + index * 33})"><path d="M-34 0Q0 -22 34 6L28 34Q0 10 -34 28Z" fill="${shade(colour, index % 2 ? 0.06 : -0.06)}"/><path d="M-34 0Q0 -22 34 6" fill="none" stroke="#1d0f08" stroke-width="4" opacity=".4"/></g>`).join("");
      const leaf = "M0 230C120 300 120 430 0 540C-120 430 -120 300 0 230Z";
      return { markup: `<circle cy="-370" r="110" fill="none" stroke="#7a5a22" stroke-width="26"/><circle cy="-372" r="110" fill="none" stroke="${linear(sheet, 50, [[0, "#f6e3ac"], [0.5, "#c29a4c"], [1, "#8a6a2a"]])}" stroke-width="20"/>${plait}${hide(sheet, leaf, { colour, close })}${stitched("M0 262C92 320 92 420 0 504C-92 420 -92 320 0 262Z")}`, width: 420, height: 1060, outline: `M-36 -260H36V230C130 300 120 440 0 540C-120 440 -130 300 -36 230Z` };
    }
    default: {
      const body = "M-210 -440Q-210 -480 -150 -480Q0 -420 150 -480Q210 -480 210 -440V380Q210 470 120 480H-120Q-210 470 -210 380Z";
      const lens = (y: number) => `<path d="M-120 ${y}Q-130 ${y - 120} 0 ${y - 124}T120 ${y}Q110 ${y + 110} 0 ${y + 112}T-120 ${y}Z" fill="none" stroke="#1d0f08" stroke-width="26" opacity=".16" ${blurred(sheet, 9)}/><path d="M-120 ${y}Q-130 ${y - 120} 0 ${y - 124}T120 ${y}" fill="none" stroke="#fff4e0" stroke-width="14" opacity=".22" ${blurred(sheet, 7)}/>`;
      const glasses = `<g fill="none" stroke="#3a2418" stroke-width="20"><path d="M-70 -450V-620Q-70 -690 0 -690Q70 -690 70 -620V-450"/></g>`;
      return { markup: glasses + hide(sheet, body, { colour, close }) + lens(-170) + lens(200) + stitched("M-182 -430V380Q-182 446 -114 452H114Q182 446 182 380V-430"), width: 420, height: 1160, outline: body };
    }
  }
}
